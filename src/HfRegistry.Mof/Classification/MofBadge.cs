using System.Globalization;
using System.Text;
using HfRegistry.Files;

namespace HfRegistry.Mof.Classification;

/// <summary>Draws the class of a model as a badge. Nothing of a document goes into it, so that nothing can be smuggled in.</summary>
public static class MofBadge
{
    private const string Label = "MOF";
    private const int LabelWidth = 38;

    /// <summary>The SVG of a class.</summary>
    public static string Draw(MofClass mofClass)
    {
        var (words, color, width) = mofClass switch
        {
            MofClass.OpenScience => ("Class I - Open Science", "#1b7f3b", 158),
            MofClass.OpenTooling => ("Class II - Open Tooling", "#3f7d20", 158),
            MofClass.OpenModel => ("Class III - Open Model", "#8a6d00", 158),
            _ => ("not classified", "#6b6b6b", 104),
        };
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{LabelWidth + width}" height="20" role="img" aria-label="{Label}: {words}">
              <title>{Label}: {words}</title>
              <clipPath id="r"><rect width="{LabelWidth + width}" height="20" rx="3"/></clipPath>
              <g clip-path="url(#r)">
                <rect width="{LabelWidth}" height="20" fill="#3a3a3a"/>
                <rect x="{LabelWidth}" width="{width}" height="20" fill="{color}"/>
              </g>
              <g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
                <text x="{LabelWidth / 2}" y="14">{Label}</text>
                <text x="{LabelWidth + (width / 2)}" y="14">{words}</text>
              </g>
            </svg>

            """).ReplaceLineEndings("\n");
    }

    /// <summary>Writes the badge of a document: <c>FOLDER/STEM.svg</c>, after the document's file.</summary>
    /// <param name="mofClass">The class.</param>
    /// <param name="document">The document's absolute path.</param>
    /// <param name="folder">The absolute path of the folder, which is made when it does not exist.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null when done, else why not.</returns>
    public static Diagnostic? Write(MofClass mofClass, string document, string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(document)}.svg");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return AtomicFile.NotWritten(folder, DiagnosticCatalog.MofNotWritten, refused);
        }

        return AtomicFile.Replace(path, Encoding.UTF8.GetBytes(Draw(mofClass)), DiagnosticCatalog.MofNotWritten, time);
    }
}
