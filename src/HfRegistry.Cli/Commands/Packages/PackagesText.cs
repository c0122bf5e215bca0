using HfRegistry.Cli.Output;
using HfRegistry.Gate;

namespace HfRegistry.Cli.Commands.Packages;

/// <summary>The text output of the <c>packages</c> commands.</summary>
internal static class PackagesText
{
    public static void WriteList(PackageListDocument document, CommandIO io)
    {
        var table = new TextTable(
            new Column("package"), new Column("version"), new Column("revision"), new Column("size", IsNumber: true), new Column("license"), new Column("score", IsNumber: true), new Column("verdict"));
        foreach (var package in document.Packages)
        {
            table.Add(
                NameOf(package), package.Version, package.Revision[..7], $"{new ByteSize(package.SizeBytes)}", package.License,
                package.NetScore is { } net ? ScoreText.Of(net) : null, package.Verdict);
        }

        if (document.Packages.Count > 0)
            table.Write(io);
        io.Out.WriteLine($"{document.Store}: {CountText.Of(document.Packages.Count, "package")}, {new ByteSize(document.SizeBytes)}.");
    }

    public static void WritePackage(PackageDocument document, CommandIO io)
    {
        var (package, manifest) = (document.Package, document.Manifest);
        io.Out.WriteLine($"{NameOf(package)} {package.Version}");
        Write("revision", package.Revision);
        Write("license", package.License ?? "not stated");
        Write("size", $"{new ByteSize(package.SizeBytes)}");
        Write("sha256", package.Sha256);
        Write("source", manifest.Source);
        Write("ingested", IsoDate.Format(package.CreatedAt));
        Write("verdict", package.Verdict);
        foreach (var waived in manifest.Gate.Waived)
            Write("waived", waived);
        if (manifest.Gate.Reason is { } reason)
            Write("reason", reason);
        if (manifest.BaseModels.Count > 0)
            Write("made from", string.Join(", ", manifest.BaseModels));
        if (manifest.Scores is { } scores)
        {
            Write("net score", scores.NetScore is { } net ? $"{ScoreText.Of(net)} of {IsoDate.Format(scores.AsOf)}" : "unknown");
            foreach (var (metric, value) in scores.Metrics)
                io.Out.WriteLine($"    {metric,-22} {(value is { } known ? ScoreText.Of(known) : "unknown")}");
        }

        Write("files", $"{manifest.Files.Count}");
        foreach (var file in manifest.Files)
            io.Out.WriteLine($"    {file.Sha256[..12]}  {new ByteSize(file.SizeBytes),8}  {file.Path}{(file.UnsafeFormat ? " (loading it can run code)" : "")}");

        void Write(string name, string value) => io.Out.WriteLine($"  {name,-10} {TextSanitizer.Sanitize(value)}");
    }

    public static void WriteSwept(SweptDocument document, CommandIO io)
    {
        foreach (var one in document.Removed)
            io.Out.WriteLine($"{one.Object}: {new ByteSize(one.SizeBytes)}");
        io.Out.WriteLine($"{document.Store}: {new ByteSize(document.SizeBytes)} {(document.DryRun ? "can be removed" : "removed")}.");
    }

    private static string NameOf(PackageRow package) => package.Kind == "dataset" ? $"datasets/{package.Id}" : package.Id;
}
