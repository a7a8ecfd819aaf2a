using System.Text.Json;

namespace CallQA.Interchange;

/// <summary>Holds the dialogs of vCons against the form of the draft.</summary>
internal static class VconDialogForm
{
    private static readonly string[] Types = ["recording", "text", "transfer", "incomplete", "recording-set"];
    private static readonly string[] Dispositions = ["no-answer", "congestion", "failed", "busy", "hung-up", "voicemail-no-message"];
    private static readonly string[] Events = ["join", "drop", "hold", "unhold", "mute", "unmute", "keydown", "keyup"];
    private static readonly string[] Transfer = ["transferee", "transferor", "transfer_target", "original", "consultation", "target_dialog"];
    private static readonly string[] Content = ["mediatype", "filename", "body", "encoding", "url", "content_hash"];

    /// <summary>Checks one dialog.</summary>
    public static void Check(VconPart dialog, VconCounts counts)
    {
        dialog.Require("type");
        dialog.Require("start");
        dialog.Choice("type", Types);
        dialog.Date("start");
        dialog.Seconds("duration");
        dialog.Indices("parties", counts.Parties, depth: 2, allowsGaps: true);
        dialog.Index("originator", counts.Parties);
        dialog.Texts("filename", "application", "message_id");
        dialog.Choice("disposition", Dispositions);
        CheckHistory(dialog, counts);
        CheckTransfer(dialog, counts);
        VconForm.CheckContent(dialog);
        // Of the extension for contact centres.
        dialog.Texts("campaign", "interaction_type", "interaction_id", "skill");
        CheckByType(dialog, counts);
    }

    private static void CheckByType(VconPart dialog, VconCounts counts)
    {
        var type = VconReader.Text(dialog.Element, "type");
        if (type is "recording" or "text" && dialog.Has("body")) dialog.Require("mediatype");
        if (type is "transfer" or "incomplete" or "recording-set") dialog.Forbid(Content);
        if (type is "transfer") dialog.Forbid("parties", "originator", "session_id", "party_history");
        else dialog.Forbid(Transfer);
        if (type is "incomplete") dialog.Require("disposition");
        if (type is "recording-set") dialog.Require("recordings");
        else dialog.Forbid("recordings");
        if (type is not "recording") dialog.Forbid("recording_set");
        if (dialog.Has("recordings") && dialog.Element.GetProperty("recordings").ValueKind != JsonValueKind.Array) dialog.Wrong("'recordings' is not a list of numbers of entries");
        else dialog.Indices("recordings", counts.Dialogs);
        dialog.Index("recording_set", counts.Dialogs);
    }

    private static void CheckTransfer(VconPart dialog, VconCounts counts)
    {
        dialog.Index("transferee", counts.Parties);
        dialog.Index("transferor", counts.Parties);
        dialog.Indices("transfer_target", counts.Parties);
        foreach (var name in (string[])["original", "consultation", "target_dialog"])
            dialog.Indices(name, counts.Dialogs);
    }

    private static void CheckHistory(VconPart dialog, VconCounts counts)
    {
        foreach (var entry in dialog.Objects("party_history"))
        {
            entry.Require("party");
            entry.Require("time");
            entry.Require("event");
            entry.Index("party", counts.Parties);
            entry.Date("time");
            entry.Choice("event", Events);
            entry.Texts("button");
            if (VconReader.Text(entry.Element, "event") is "keydown" or "keyup") entry.Require("button");
        }
    }
}
