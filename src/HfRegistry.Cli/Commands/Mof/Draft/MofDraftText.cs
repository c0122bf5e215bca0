using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>The text output of <c>mof draft</c>: a line a model, then what to review.</summary>
internal static class MofDraftText
{
    private const int ModelsWithChecklist = 20;

    public static void Write(MofDraftDocument document, CommandIO io)
    {
        foreach (var draft in document.Drafts)
            io.Out.WriteLine(Line(draft));
        var reviewed = document.Drafts.Where(static draft => draft.Status == "drafted").ToList();
        if (reviewed.Count > 0)
            io.Out.WriteLine("\nTo review:");
        foreach (var draft in reviewed.Take(ModelsWithChecklist))
        {
            io.Out.WriteLine($"  {draft.Id}");
            foreach (var item in draft.Checklist)
                io.Out.WriteLine($"    [ ] {item}");
        }

        if (reviewed.Count > ModelsWithChecklist)
            io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {reviewed.Count - ModelsWithChecklist} more: the comments in each file tell"));
        io.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{document.Drafted} drafted, {document.Unchanged} unchanged, {document.Kept} kept, {document.Dropped} dropped, {document.Failed} failed{(document.Duplicates > 0 ? $", {document.Duplicates} under an old id" : "")}; {CountText.Of(document.Requests, "request")} in {document.ElapsedMs / 1000.0:0.0} s"));
    }

    /// <summary>Puts the progress of a batch into words.</summary>
    public static ProgressStep Describe(DraftProgress progress, TimeSpan elapsed) => ProgressStep.Of(progress.Done, progress.Total, "models asked", elapsed);

    private static string Line(DraftRow draft) => draft.SameAs is { } now ? $"{draft.Id}: duplicate, it is {now} now ({draft.File})"
        : draft.Status != "drafted"
        ? $"{draft.Id}: {draft.Status}{(draft.Status is "failed" ? "" : $" ({draft.File})")}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{draft.Id}: drafted ({draft.File}), {draft.Components.Count} components at {draft.Confidence} % on average, license {draft.License ?? "unknown"}, {ClassName(draft.Class)} if confirmed");

    private static string ClassName(int? number) => number switch
    {
        1 => "class I",
        2 => "class II",
        3 => "class III",
        _ => "no class",
    };
}
