using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Ingestion;

/// <summary>A repository as people name it. Nothing is ever requested from an address that somebody typed: it is read for the id alone.</summary>
/// <param name="Kind">The kind of repository.</param>
/// <param name="Id">The id.</param>
internal sealed record RepositoryAddress(PackageKind Kind, ModelId Id)
{
    private const string Datasets = "datasets/";
    private const string Models = "models/";

    private static readonly string[] Prefixes = ["https://huggingface.co/", "https://hf.co/", "huggingface.co/", "hf://"];

    /// <summary>Reads a name: <c>owner/name</c>, <c>datasets/owner/name</c>, or the address of its page on the Hub.</summary>
    /// <returns>False when the text names no repository.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RepositoryAddress? address)
    {
        address = null;
        var rest = text?.Trim() ?? "";
        if (Prefixes.FirstOrDefault(prefix => rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } known)
            rest = rest[known.Length..].TrimEnd('/');
        var kind = rest.StartsWith(Datasets, StringComparison.Ordinal) ? PackageKind.Dataset : PackageKind.Model;
        if (kind == PackageKind.Dataset || rest.StartsWith(Models, StringComparison.Ordinal))
            rest = rest[(rest.IndexOf('/', StringComparison.Ordinal) + 1)..];
        address = ModelId.TryParse(rest, out var id) ? new RepositoryAddress(kind, id) : null;
        return address is not null;
    }

    public override string ToString() => Kind == PackageKind.Dataset ? $"{Datasets}{Id}" : Id.ToString();
}
