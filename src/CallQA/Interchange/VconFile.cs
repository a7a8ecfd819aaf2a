using System.Text.Json;
using CallQA.Recordings;

namespace CallQA.Interchange;

/// <summary>Holds a file against the form of vCon, unsigned or signed. Whether a signature is good is not asked: that depends on who is trusted.</summary>
public static class VconFile
{
    /// <summary>What is not in the form.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Faults in the order of the draft; empty when there is none.</returns>
    /// <exception cref="InputException">It cannot be read (<see cref="InputFault.Unreadable"/>), is no JSON, or encrypted (<see cref="InputFault.Metadata"/>).</exception>
    public static async Task<IReadOnlyList<VconFault>> CheckAsync(string path, CancellationToken cancellationToken) =>
        Check(await InputFile.ReadAllBytesAsync(path, VconReader.LongestContent, InputFault.Metadata, cancellationToken), path);

    /// <summary>What is not in the form of a file's content, see <see cref="CheckAsync"/>.</summary>
    internal static IReadOnlyList<VconFault> Check(byte[] content, string path)
    {
        try
        {
            using var document = VconReader.Parse(content);
            return Check(document.RootElement, path);
        }
        catch (Exception exception) when (VconReader.Refusal(exception, path) is { } refusal)
        {
            throw refusal;
        }
    }

    private static IReadOnlyList<VconFault> Check(JsonElement root, string path)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ciphertext", out _))
            throw new InputException(InputFault.Metadata, $"The vCon '{path}' is encrypted, and nothing of it can be seen; hand in the unsigned or the signed form.");
        if (!SignedVcon.Is(root))
            return VconForm.Check(root);
        var faults = new List<VconFault>();
        CheckSigned(new VconPart(root, VconForm.Whole, faults));
        if (root.GetProperty("payload").ValueKind != JsonValueKind.String || faults.Exists(fault => fault.IsWrong && fault.Place == VconForm.Whole))
            return faults;
        using var inside = VconReader.Parse(SignedVcon.Unpacked(root.GetProperty("payload").GetString()!, path));
        return [.. faults, .. VconForm.Check(inside.RootElement)];
    }

    private static void CheckSigned(VconPart root)
    {
        root.Base64("payload");
        root.Require("signatures");
        var signatures = root.Objects("signatures");
        if (root.Has("signatures") && signatures.Count == 0) root.Remark("'signatures' holds none");
        foreach (var signature in signatures)
        {
            foreach (var name in (string[])["header", "protected", "signature"])
                signature.Require(name);
            signature.Base64("protected");
            signature.Base64("signature");
            if (signature.Object("header") is not { } header) continue;
            header.TextList("x5c");
            header.Text("x5u", VconValues.IsSecureAddress, "an address that begins with https://");
            header.Texts("alg", "uuid");
            if (!header.Has("x5c") && !header.Has("x5u")) header.Remark("the signer's certificate is missing ('x5c' or 'x5u')");
        }
    }
}
