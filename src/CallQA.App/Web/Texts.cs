namespace CallQA.App.Web;

/// <summary>Names the resource files of the pages' texts: <c>Texts.resx</c> in English, <c>Texts.de.resx</c> in German.</summary>
internal sealed class Texts;
