using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Reporting;

/// <summary>The page's template with its style and script inside, and the hashes by which its Content-Security-Policy allows them.</summary>
internal sealed record ReportPage(PageTemplate Template, string StyleHash, string ScriptHash)
{
    /// <summary>Reads the page from the engine's resources.</summary>
    public static ReportPage Load()
    {
        var (style, script) = (Resource("report.css"), Resource("report.js"));
        var page = Resource("report.html").Replace("/*style*/", style, StringComparison.Ordinal).Replace("/*script*/", script, StringComparison.Ordinal);
        return new ReportPage(PageTemplate.Parse(page), HashOf(style), HashOf(script));
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        // A browser hashes what it parsed, and parsing turns every line end into LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
