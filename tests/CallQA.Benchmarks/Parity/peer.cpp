/* Figures of whisper.cpp that CallQA's engine is held against. The peer's source is taken in whole because its library does not
 * hand out the encoder's output. Build beside a built whisper.cpp in $W:
 *   g++ -O2 peer.cpp -o peer -I$W/src -I$W/include -I$W/ggml/include -L$W/build/bin -lggml -lggml-base -lggml-cpu -lpthread \
 *       -Wl,-rpath,$W/build/bin
 * usage: peer MODEL THREADS network TOKENS           TOKENS: fed one after the other, separated by commas
 *        peer MODEL THREADS text BEAMS TIMESTAMPS    BEAMS: 1 = greedy; TIMESTAMPS: 0 or 1
 * Standard input: a line per window, "CONTEXT PATH": positions of the encoder and a file of 32-bit floats at 16 kHz.
 * Standard output: a line of JSON per window.
 */
#define WHISPER_VERSION "included"
#include "whisper.cpp"

static const int kLogitFirst = 7, kLogitStep = 400, kEncoderRows = 5;

static void quiet(enum ggml_log_level, const char *, void *) {}

static std::vector<float> read_audio(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) { fprintf(stderr, "cannot open %s\n", path); exit(1); }
    fseek(file, 0, SEEK_END);
    std::vector<float> audio(ftell(file) / sizeof(float));
    rewind(file);
    if (fread(audio.data(), sizeof(float), audio.size(), file) != audio.size()) exit(1);
    fclose(file);
    return audio;
}

static double norm(const float *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)values[i] * values[i];
    return sqrt(sum);
}

static void print_floats(const float *values, int first, int end, int step) {
    printf("[");
    for (int i = first; i < end; i += step) printf("%s%.5g", i > first ? "," : "", values[i]);
    printf("]");
}

/* Scores of the last of the tokens that were fed together. */
static void print_logits(whisper_context *model, int fed, bool first) {
    int count = whisper_n_vocab(model), best = 0;
    const float *logits = whisper_get_logits(model) + (size_t)(fed - 1) * count;
    for (int i = 1; i < count; i++) if (logits[i] > logits[best]) best = i;
    printf("%s{\"best\":%d,\"norm\":%.6g,\"values\":", first ? "" : ",", best, norm(logits, count));
    print_floats(logits, kLogitFirst, count, kLogitStep);
    printf("}");
}

static void print_encoder(whisper_context *model) {
    ggml_tensor *output = model->state->embd_enc;
    int width = (int)output->ne[0], positions = (int)output->ne[1];
    std::vector<float> values(ggml_nelements(output));
    ggml_backend_tensor_get(output, values.data(), 0, ggml_nbytes(output));
    printf("{\"norm\":%.6g,\"positions\":%d,\"rows\":{", norm(values.data(), values.size()), positions);
    for (int i = 0; i < kEncoderRows; i++) {
        int at = (positions - 1) * i / (kEncoderRows - 1);
        printf("%s\"%d\":", i ? "," : "", at);
        print_floats(values.data() + (size_t)at * width, 0, width, 1);
    }
    printf("}}");
}

static void network(whisper_context *model, int threads, int context, const std::vector<float> &audio, const std::vector<int> &tokens) {
    whisper_pcm_to_mel(model, audio.data(), (int)audio.size(), threads);
    model->state->exp_n_audio_ctx = context;
    whisper_encode(model, 0, threads);
    printf("{\"encoder\":");
    print_encoder(model);
    std::vector<int> prompt = { whisper_token_sot(model) };
    if (whisper_is_multilingual(model)) {
        prompt.push_back(whisper_token_lang(model, 0));
        prompt.push_back(whisper_token_transcribe(model));
    }
    prompt.push_back(whisper_token_not(model));
    whisper_decode(model, prompt.data(), (int)prompt.size(), 0, threads);
    printf(",\"logits\":[");
    print_logits(model, (int)prompt.size(), true);
    int past = (int)prompt.size();
    for (int token : tokens) {
        whisper_decode(model, &token, 1, past++, threads);
        print_logits(model, 1, false);
    }
    printf("]}\n");
}

static void text(whisper_context *model, int threads, int context, const std::vector<float> &audio, int beams, bool timestamps) {
    whisper_full_params options = whisper_full_default_params(beams > 1 ? WHISPER_SAMPLING_BEAM_SEARCH : WHISPER_SAMPLING_GREEDY);
    options.n_threads = threads;
    options.audio_ctx = context;
    options.no_timestamps = !timestamps;
    options.suppress_nst = true;
    options.print_progress = false;
    options.temperature_inc = 0;
    options.no_speech_thold = 2;
    options.greedy.best_of = 1;
    options.beam_search.beam_size = beams;
    if (whisper_full(model, options, audio.data(), (int)audio.size())) exit(1);
    printf("{\"segments\":[");
    for (int i = 0; i < whisper_full_n_segments(model); i++) {
        printf("%s{\"start\":%.2f,\"end\":%.2f,\"tokens\":[", i ? "," : "", whisper_full_get_segment_t0(model, i) / 100.0, whisper_full_get_segment_t1(model, i) / 100.0);
        bool first = true;
        for (int k = 0; k < whisper_full_n_tokens(model, i); k++) {
            int token = whisper_full_get_token_id(model, i, k);
            if (token >= whisper_token_eot(model)) continue;
            printf("%s%d", first ? "" : ",", token);
            first = false;
        }
        printf("]}");
    }
    printf("]}\n");
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    whisper_log_set(quiet, nullptr);
    whisper_context_params options = whisper_context_default_params();
    options.use_gpu = false;
    options.flash_attn = false;
    whisper_context *model = whisper_init_from_file_with_params(argv[1], options);
    if (!model) return 1;
    int threads = atoi(argv[2]);
    bool is_text = !strcmp(argv[3], "text");
    std::vector<int> tokens;
    if (!is_text)
        for (char *part = strtok(argv[4], ","); part; part = strtok(nullptr, ",")) tokens.push_back(atoi(part));
    int context;
    char path[4096];
    while (scanf("%d %4095[^\n]", &context, path) == 2) {
        std::vector<float> audio = read_audio(path);
        if (is_text) text(model, threads, context, audio, atoi(argv[4]), argc > 5 && atoi(argv[5]));
        else network(model, threads, context, audio, tokens);
        fflush(stdout);
    }
    whisper_free(model);
    return 0;
}
