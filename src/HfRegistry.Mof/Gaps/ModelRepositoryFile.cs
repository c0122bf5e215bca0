using System.Collections.Immutable;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Gaps;

/// <summary>Files of a model's repository, as documents address them.</summary>
internal static class ModelRepositoryFile
{
    private const string MainBranch = "main";
    private const int PartsBeforePath = 4;

    /// <summary>Returns the path in the main branch of a model's repository that an address of the Hub names, or null when it names something else.</summary>
    /// <param name="address">The text of a <c>component_path</c>.</param>
    /// <param name="ids">The model, by all of its ids.</param>
    public static string? Of(string address, ImmutableArray<ModelId> ids)
    {
        if (HubAddress.Read(address) is not { Form: HubAddressForm.Page, Id: { } named } || !ids.Contains(named) || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri))
            return null;
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > PartsBeforePath && parts[2] is "blob" or "tree" or "resolve" or "raw" && parts[3] == MainBranch
            ? string.Join('/', parts.Skip(PartsBeforePath).Select(Uri.UnescapeDataString))
            : null;
    }

    /// <summary>Returns whether a repository has a file or a folder; one whose files are not known is not said to lack any.</summary>
    public static bool Exists(string path, ImmutableArray<string> files) =>
        files.IsEmpty || files.Any(file => file == path || file.StartsWith($"{path}/", StringComparison.Ordinal));
}
