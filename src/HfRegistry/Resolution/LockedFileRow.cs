using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Resolution;

/// <summary>A file of a locked model as JSON: one of the two hashes, as the Hub states it.</summary>
internal sealed class LockedFileRow : IJsonOnDeserialized
{
    public string? Path { get; set; }

    public long? Size { get; set; }

    public string? Sha256 { get; set; }

    public string? GitSha1 { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Returns the row of a file.</summary>
    public static LockedFileRow Of(ModelFile file) => new()
    {
        Path = file.Path,
        Size = file.Size,
        Sha256 = file.HasSha256 ? file.Hash : null,
        GitSha1 = file.HasSha256 ? null : file.Hash,
    };

    /// <summary>Returns the file of a row that was read.</summary>
    public ModelFile ToFile() => new(Path!, Size!.Value, Sha256 ?? GitSha1!);

    public void OnDeserialized()
    {
        JsonMismatchException.Require(Path, "path");
        JsonMismatchException.Require(Size, "size");
        // A build joins the path to folders of this machine.
        if (!RepositoryPath.IsPossible(Path!))
            throw new JsonMismatchException(static (findings, file) => findings.Expected(file.Member("path")!, "a path in the model's repository"));
        if (Size is < 0 or > ModelFile.MaxSize)
            throw new JsonMismatchException(static (findings, file) => findings.Expected(file.Member("size")!, "a number of bytes"));
        if (Sha256 is null == GitSha1 is null || !ModelFile.IsHash(Sha256 ?? GitSha1!) || ToFile().HasSha256 != Sha256 is not null)
            throw new JsonMismatchException(static (findings, file) => findings.About(file, "must have either \"sha256\" with 64 or \"git_sha1\" with 40 lowercase hexadecimal digits"));
    }
}
