using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HfRegistry.Hub;

namespace HfRegistry.Testing;

/// <summary>The files of a model as the Hub's tree shows them: rows of files and folders, the digests made up from names.</summary>
internal static class LocalFiles
{
    private static readonly ImmutableArray<string> LargeEndings =
        [".safetensors", ".bin", ".onnx", ".gguf", ".h5", ".msgpack", ".pt", ".ot", ".tflite"];

    /// <summary>Whether a file lies in large file storage.</summary>
    public static bool IsLarge(LocalModel model, string path) =>
        model.LargeFiles.Contains(path) || LargeEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    public static string ObjectId(string path) => Digest(path)[..40];

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The files and folders below a folder, or null when it does not exist.</summary>
    public static ImmutableArray<(string Path, HubFile? File)>? Under(LocalModel model, string folder, bool recursive)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var files = model.Files ?? [];
        var below = files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        if (below.Length == 0 && folder.Length > 0)
            return null;
        var folders = below.SelectMany(file => FoldersOf(file.Path)).Where(path => path.Length > prefix.Length).Distinct();
        return
        [
            .. below.Select(file => (file.Path, (HubFile?)file)).Concat(folders.Select(path => (path, (HubFile?)null)))
                .Where(row => recursive || !row.Item1[prefix.Length..].Contains('/', StringComparison.Ordinal)),
        ];
    }

    /// <summary>The file or folder of a path, or null.</summary>
    public static (string Path, HubFile? File)? Find(LocalModel model, string path)
    {
        var files = model.Files ?? [];
        return files.FirstOrDefault(file => file.Path == path) is { } file ? (path, file)
            : files.Any(inside => inside.Path.StartsWith(path + "/", StringComparison.Ordinal)) ? (path, null)
            : null;
    }

    /// <summary>Writes a row; to strangers of a gated model the chunk store's hash is masked.</summary>
    public static void Write(Utf8JsonWriter json, LocalModel model, (string Path, HubFile? File) row, bool mayRead, bool expand)
    {
        json.WriteStartObject();
        json.WriteString("type", row.File is null ? "directory" : "file");
        var content = model.Contents.GetValueOrDefault(row.Path);
        json.WriteString("oid", content is null || IsLarge(model, row.Path) ? ObjectId(row.Path) : content.GitId);
        json.WriteNumber("size", row.File?.SizeBytes ?? 0);
        json.WriteString("path", row.Path);
        if (row.File is not null && IsLarge(model, row.Path))
        {
            json.WriteStartObject("lfs");
            json.WriteString("oid", content is null ? Digest(row.Path) : content.Sha256);
            json.WriteNumber("size", row.File.SizeBytes ?? 0);
            json.WriteNumber("pointerSize", 134);
            json.WriteEndObject();
            json.WriteString("xetHash", mayRead ? Digest("xet " + row.Path) : new string('*', 64));
        }

        // Scans come later than files: those without a word have no object at all.
        if (expand && model.Scans.TryGetValue(row.Path, out var status))
        {
            json.WriteStartObject("securityFileStatus");
            json.WriteString("status", status);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }
}
