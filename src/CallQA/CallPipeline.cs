using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA;

/// <summary>
/// The way of one recording: intake → transcribe → redact → measure → score. Everything goes through here: the command line, the
/// jobs and the tests. A stage whose result exists for this audio, model and options is answered from the store, so a
/// retry and a re-score are the same code. What is returned is what the store holds: the first run and the second agree to
/// the last digit.
/// </summary>
public sealed class CallPipeline(PipelineParts parts, PipelineOptions options, TimeProvider time)
{
    /// <summary>Takes one recording all the way.</summary>
    /// <param name="incoming">The recording and what came with it.</param>
    /// <param name="progress">Told the share of the transcription done, 0–1; may be null.</param>
    /// <param name="cancellationToken">Stops between and inside the stages; what is committed stays.</param>
    /// <exception cref="InputException">The recording cannot be used.</exception>
    public async Task<EvaluatedCall> RunAsync(
        IncomingRecording incoming,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var call = await TakeInAsync(incoming, cancellationToken);
        var transcript = await TranscribeAsync(call.Id, progress, cancellationToken);
        var metrics = await MeasureAsync(call.Id, cancellationToken);
        var evaluation = await ScoreAsync(call.Id, cancellationToken);
        return new EvaluatedCall(call with { Stage = CallStage.Scored }, transcript, metrics, evaluation);
    }

    /// <summary>Intake: the original is kept, the call is known. The same recording twice is one call.</summary>
    /// <exception cref="InputException">The file is missing, unreadable or not audio.</exception>
    public async Task<Call> TakeInAsync(IncomingRecording incoming, CancellationToken cancellationToken)
    {
        using var unpacked = await UnpackedVcon.OpenAsync(incoming, parts.Vcon, cancellationToken);
        var recording = unpacked?.Recording ?? incoming;
        using var wrapped = await HeaderlessRecording.OpenAsync(recording, cancellationToken);
        var call = await KeepAsync(wrapped?.Recording ?? recording, incoming.Path, cancellationToken);
        return unpacked is null
            ? await parts.Calls.AddAsync(call, cancellationToken)
            : await TakeOverAsync(call, unpacked.Content, Path.GetFileName(incoming.Path), cancellationToken);
    }

    /// <summary>Intake of a call that is recorded in a file for each party: one recording is made of them, a channel a party.</summary>
    /// <param name="set">The files.</param>
    /// <param name="metadata">What is known of the call.</param>
    /// <param name="cancellationToken">Stops the intake.</param>
    /// <exception cref="InputException">One of the files cannot be used.</exception>
    public async Task<Call> TakeInAsync(PartySet set, CallMetadata metadata, CancellationToken cancellationToken)
    {
        using var joined = await JoinedRecording.OpenAsync(set, parts.Audio, cancellationToken);
        return await parts.Calls.AddAsync(await KeepAsync(new IncomingRecording(joined.Path, metadata), JoinedRecording.NameOf(set), cancellationToken), cancellationToken);
    }

    /// <summary>Whether the call that the files name was made of these very files, as many as have come.</summary>
    /// <param name="set">The files.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">One of the files cannot be used.</exception>
    public async Task<bool> KnowsAsync(PartySet set, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (await parts.Calls.FindAsync(CallId.FromText(set.Call), cancellationToken) is not { } call)
            return false;
        using var joined = await JoinedRecording.OpenAsync(set, parts.Audio, cancellationToken);
        return await ContentHash.ComputeAsync(joined.Path, cancellationToken) == call.ContentHash;
    }

    // What is made for the intake only is known to nobody: refusals name what was handed in.
    private async Task<Call> KeepAsync(IncomingRecording made, string handedIn, CancellationToken cancellationToken)
    {
        try
        {
            return await KeepAsync(made, cancellationToken);
        }
        catch (InputException exception) when (made.Path != handedIn)
        {
            throw exception.Naming(handedIn, made.Path);
        }
    }

    private async Task<Call> KeepAsync(IncomingRecording incoming, CancellationToken cancellationToken)
    {
        var info = await parts.Audio.ProbeAsync(incoming.Path, cancellationToken);
        var hash = await ContentHash.ComputeAsync(incoming.Path, cancellationToken);
        await parts.Recordings.KeepAsync(incoming.Path, hash, cancellationToken);
        return new Call(
            incoming.Metadata.CallId is { } id ? CallId.FromText(id) : CallId.FromFileName(incoming.Path),
            hash,
            Path.GetFileName(incoming.Path),
            info.Duration,
            info.SampleRate,
            info.ChannelCount,
            incoming.Metadata,
            CallStage.TakenIn,
            time.GetUtcNow());
    }

    /// <summary>Intake of a vCon: what was made of the call elsewhere is kept with it in one transaction, where it may be and fits.</summary>
    private async Task<Call> TakeOverAsync(Call call, VconContent vcon, string file, CancellationToken cancellationToken)
    {
        var (results, notes) = await new CallTakeOver(parts.Vcon.TakeOver, parts.Redactor, parts.KnownScorecard, parts.ReviewObjection).DecideAsync(vcon, file, call, cancellationToken);
        var added = results is null
            ? await parts.Calls.AddAsync(call, cancellationToken)
            : await parts.Calls.AddTakenOverAsync(call, results, cancellationToken);
        // A call that was known before keeps what it has, and there is nothing to tell.
        if ((added.TakenInAt - call.TakenInAt).Duration() >= TimeSpan.FromMilliseconds(1)) return added;
        foreach (var note in notes.Concat(VconNotes.Of(vcon, file)))
            await parts.TellTakeOver(added, note, cancellationToken);
        if (results is not null) await parts.Silence(added.Id, cancellationToken);
        return added;
    }

    /// <summary>Transcribe and redact: the words of every channel, merged into turns, without the personal data that is to be taken out.</summary>
    /// <exception cref="InputException">The audio cannot be decoded.</exception>
    public async Task<Transcript> TranscribeAsync(
        string callId,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var origin = parts.Redactor.OriginOf(parts.Transcriber.Origin);
        var current = await parts.Calls.CurrentTranscriptAsync(callId, cancellationToken);
        // What was taken over counts until somebody wants the call heard anew; then there is no current one.
        if (current is not null && (current.Origin == origin || current.TakenOver is not null))
        {
            return current;
        }

        if (await parts.Calls.FindTranscriptAsync(callId, origin, cancellationToken) is { } known)
        {
            await parts.Calls.SaveTranscriptAsync(callId, known, cancellationToken);
        }
        else
        {
            var call = await GetAsync(callId, cancellationToken);
            var heard = await ListenAsync(call, progress, cancellationToken);
            await RedactAsync(call, heard, cancellationToken);
        }

        // After the transcript is stored: it alone tells what must be silent.
        await parts.Silence(callId, cancellationToken);
        return await TranscriptOfAsync(callId, cancellationToken);
    }

    /// <summary>Redact: nothing else sees what was heard, so that nothing made of the call can hold what is taken out.</summary>
    private async Task RedactAsync(Call call, Transcript heard, CancellationToken cancellationToken)
    {
        var transcript = parts.Redactor.Redact(heard, KnownNames.Of(call.Metadata)).Transcript;
        if (transcript.Redactions is { Count: > 0 } && parts.Redactor.KeepsOriginals)
            await parts.Calls.SaveRedactedAsync(call.Id, transcript, heard, cancellationToken);
        else
            await parts.Calls.SaveTranscriptAsync(call.Id, transcript, cancellationToken);
    }

    /// <summary>Measure: conversation metrics; null when the transcript has no times.</summary>
    public async Task<ConversationMetrics?> MeasureAsync(string callId, CancellationToken cancellationToken)
    {
        var call = await GetAsync(callId, cancellationToken);
        if (call.Stage >= CallStage.Measured)
        {
            return await parts.Calls.FindMetricsAsync(callId, cancellationToken);
        }

        var metrics = ConversationMeter.Measure(await TranscriptOfAsync(callId, cancellationToken), options.Measurement);
        await parts.Calls.SaveMetricsAsync(callId, metrics, cancellationToken);
        return await parts.Calls.FindMetricsAsync(callId, cancellationToken);
    }

    /// <summary>Score: the models read the call, the scorecard's questions are answered, each with its evidence.</summary>
    public async Task<Evaluation> ScoreAsync(string callId, CancellationToken cancellationToken)
    {
        var scorecard = await parts.Scorecard(cancellationToken);
        var known = await parts.Calls.FindEvaluationAsync(
                callId, scorecard.Reference, parts.Reader.Model, cancellationToken)
            ?? await parts.Calls.ScoreAsTakenOverAsync(callId, scorecard.Reference, parts.Reader.Model, cancellationToken);
        if (known is not null)
        {
            return known;
        }

        var transcript = await TranscriptOfAsync(callId, cancellationToken);
        var metrics = await parts.Calls.FindMetricsAsync(callId, cancellationToken);
        var reading = parts.Reader.Read(transcript, metrics);
        var evaluation = parts.Scorer.Score(callId, transcript, metrics, reading, scorecard);
        await parts.Calls.SaveEvaluationAsync(evaluation, cancellationToken);
        return evaluation;
    }

    private async Task<Transcript> ListenAsync(Call call, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var recording = await parts.Recordings.FindAsync(call.ContentHash, cancellationToken);
        using var audio = await parts.Audio.ReadAsync(recording, cancellationToken);
        var language = call.Metadata.Language ?? options.Language;
        var channels = (call.Metadata.ChannelMap ?? options.ChannelMap).Of(audio.Channels.Count);
        var request = new TranscriptionRequest(call.Id, audio, channels, language);
        return await parts.Transcriber.TranscribeAsync(request, progress, cancellationToken);
    }

    private async Task<Call> GetAsync(string callId, CancellationToken cancellationToken) =>
        await parts.Calls.FindAsync(callId, cancellationToken)
        ?? throw new InputException(
            InputFault.Unreadable, $"There is no call '{callId}' in the store; take its recording in first.");

    private async Task<Transcript> TranscriptOfAsync(string callId, CancellationToken cancellationToken) =>
        await parts.Calls.CurrentTranscriptAsync(callId, cancellationToken)
        ?? throw new InputException(
            InputFault.Transcript, $"Call '{callId}' has no transcript yet; transcribe it first.");
}
