using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>A commit of a repository.</summary>
/// <param name="Id">The commit.</param>
/// <param name="Title">The first line of its message, printable.</param>
/// <param name="Date">When it was made.</param>
/// <param name="Authors">The user names of its authors.</param>
internal sealed record HubCommit(Revision Id, string Title, DateTimeOffset? Date, ImmutableArray<string> Authors)
{
    private const int MaxAuthors = 100;

    /// <summary>Returns the commit of a row, or null when its id is none.</summary>
    internal static HubCommit? Read(JsonElement row) => Revision.TryParse(row.Text("id"), out var id)
        ? new HubCommit(
            id,
            TextSanitizer.Sanitize(row.Text("title")),
            row.Date("date"),
            [.. row.Items("authors", MaxAuthors).Select(author => author.Fact("user")).OfType<string>()])
        : null;
}
