using System.Xml;
using System.Xml.Linq;

namespace CallQA.Recordings.Sources;

/// <summary>Loads XML that others wrote: no document type, no entities of its own, nothing from elsewhere, and only so deep.</summary>
internal static class SidecarXml
{
    private static readonly XmlReaderSettings Settings =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Sidecar.LongestContent };

    /// <summary>Loads a document.</summary>
    /// <param name="content">The document.</param>
    /// <param name="deepest">Most levels of elements.</param>
    /// <exception cref="XmlException">It is no XML, or deeper.</exception>
    public static XElement? Load(byte[] content, int deepest)
    {
        // Looked through first: what holds elements in elements is gone through by calls in calls afterwards.
        using (var look = XmlReader.Create(new MemoryStream(content), Settings))
        {
            while (look.Read())
            {
                if (look.Depth > deepest)
                    throw new XmlException($"nested deeper than {deepest} levels");
            }
        }

        using var reader = XmlReader.Create(new MemoryStream(content), Settings);
        return XDocument.Load(reader).Root;
    }
}
