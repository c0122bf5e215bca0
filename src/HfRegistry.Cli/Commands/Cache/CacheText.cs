using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Cache;

/// <summary>Writes what the <c>cache</c> commands show people.</summary>
internal static class CacheText
{
    public static void WriteList(CacheListDocument document, CommandIO io)
    {
        var table = new TextTable(new Column("model"), new Column("revision"), new Column("names"), new Column("files", IsNumber: true), new Column("size", IsNumber: true));
        foreach (var model in document.Models)
        {
            foreach (var commit in model.Revisions)
                table.Add(model.ModelId, commit.Revision[..7], string.Join(", ", commit.Names), $"{commit.Files}", $"{new ByteSize(commit.SizeBytes)}");
            if (model.UnfinishedBytes > 0)
                table.Add(model.ModelId, "", "unfinished", "", $"{new ByteSize(model.UnfinishedBytes)}");
        }

        if (document.Models.Count > 0)
            table.Write(io);
        io.Out.WriteLine($"{document.Cache}: {CountText.Of(document.Models.Count, "model")}, {new ByteSize(document.SizeBytes)}.");
    }

    public static void WriteVerified(CacheVerifyDocument document, CommandIO io) =>
        io.Out.WriteLine($"{document.Cache}: {CountText.Of(document.Files, "file")}, {new ByteSize(document.SizeBytes)} hashed, {document.Damaged} damaged.");

    public static void WritePruned(CachePruneDocument document, CommandIO io)
    {
        foreach (var one in document.Removed)
            io.Out.WriteLine($"{one.ModelId}{(one.Revision is { } commit ? $"@{commit[..7]}" : " (unused)")}: {new ByteSize(one.SizeBytes)}");
        io.Out.WriteLine($"{document.Cache}: {new ByteSize(document.SizeBytes)} {(document.DryRun ? "can be removed" : "removed")}.");
    }
}
