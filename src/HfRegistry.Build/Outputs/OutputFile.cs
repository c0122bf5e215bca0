using System.Text;

namespace HfRegistry.Build.Outputs;

/// <summary>Reads and writes a file of the build: whole or not at all, and only when its content changes, so that nothing after it is built anew.</summary>
internal static class OutputFile
{
    /// <summary>Returns the text of a file; empty when there is none, or it cannot be read.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when the file has the text; else why not.</returns>
    public static async Task<Diagnostic?> WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        // A name of its own length: one that begins with the file's might be longer than the file system allows.
        var draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            if (File.Exists(path) && (await File.ReadAllBytesAsync(path, cancellationToken)).AsSpan().SequenceEqual(bytes))
                return null;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(draft, bytes, cancellationToken);
            File.Move(draft, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DiagnosticCatalog.BuildOutputNotWritten.Create(new SourceLocation(path), path, e.Message);
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }
}
