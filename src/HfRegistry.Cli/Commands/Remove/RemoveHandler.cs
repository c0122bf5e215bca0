using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;

namespace HfRegistry.Cli.Commands.Remove;

/// <summary>Removes a model from a project.</summary>
/// <param name="managed">The project.</param>
/// <param name="answer">The output.</param>
/// <param name="isDryRun">Whether nothing is written.</param>
internal sealed class RemoveHandler(ManagedProject managed, CommandOutput answer, bool isDryRun)
{
    /// <summary>Removes every item of a name.</summary>
    /// <param name="model">What the items include, or an alias.</param>
    /// <returns>The exit code.</returns>
    public int Run(string model)
    {
        var models = managed.Models.ToList();
        var items = models.Where(item => ManagedProject.IsNamed(item, model)).ToList();
        var edits = new ProjectEdits(managed.Root);
        var hasOthers = false;

        // The later elements first: the places of the earlier ones stay as they are.
        var problem = items.OrderByDescending(static item => item.Location.Line).ThenByDescending(static item => item.Location.Column)
            .DistinctBy(static item => (item.Location, item.Include)).Select(item => Remove(item, edits)).FirstOrDefault(static problem => problem is not null)
            ?? edits.Edit(managed.Project.Path, file => WithoutInactive(file, model, out hasOthers));
        if (problem is null && items.Count == 0 && edits.Changes.Count == 0)
            problem = DiagnosticCatalog.ModelNotDeclared.Create(new SourceLocation(managed.Project.Path), Path.GetFileName(managed.Project.Path), model, Spelling.DidYouMean(model, models.Select(static item => item.Include)));
        var kept = models.Except(items).ToList();
        var locks = new LockEdits(answer.IO);
        if (problem is null && managed.LockPath is not null)
            problem = locks.Remove(managed, items.Select(ManagedProject.RequestOf), kept.Select(ManagedProject.RequestOf));
        if (problem is null && kept.Count == 0 && !hasOthers && !managed.Project.Items.Any(static item => item.Type == ManagedProject.DocumentItem))
            problem = ManagedPackage.Remove(managed, edits);
        if (problem is not null)
            return answer.WriteErrors([problem]);

        var written = EditedFiles.Write([.. edits.Changes, .. locks.Changes], isDryRun, answer.IO);
        if (written.Value is not { } files)
            return answer.WriteErrors(written.Diagnostics);
        answer.Write(
            new RemoveDocument(managed.Project.Path, isDryRun, [.. items.Select(static item => TextSanitizer.Sanitize(item.Include)).Distinct(StringComparer.OrdinalIgnoreCase)], files),
            static () => RemoveJson.Default.RemoveDocument, static (removed, io) => EditedFiles.WriteText(removed.Files, removed.DryRun, io));
        return ExitCode.Done;
    }

    private static Diagnostic? Remove(DeclaredItem item, ProjectEdits edits)
    {
        if (!item.IsLiteral && !item.WrittenInclude.Split(';').Any(word => word.Trim().Equals(item.Include, StringComparison.OrdinalIgnoreCase)))
            return DiagnosticCatalog.ItemNotLiteral.Create(item.Location, item.Include, item.WrittenInclude);
        return edits.Edit(item.Location.File, file => file.ElementAt(item.Location) is { } element ? file.RemoveInclude(element, item.Include) : null);
    }

    // Items under a condition that does not hold now are the project's all the same.
    private static ProjectText WithoutInactive(ProjectText file, string model, out bool hasOthers)
    {
        while (file.Elements.FirstOrDefault(element => element.Is(ManagedProject.ModelItem) && !element.IsInTarget && model.Equals(element["Include"]?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } element)
            file = file.Remove(element);
        hasOthers = file.Elements.Any(static element => !element.IsInTarget && element["Include"] is not null && (element.Is(ManagedProject.ModelItem) || element.Is(ManagedProject.DocumentItem)));
        return file;
    }
}
