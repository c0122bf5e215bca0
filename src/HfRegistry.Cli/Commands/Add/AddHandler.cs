using System.Text.RegularExpressions;
using HfRegistry.Cli.Commands.Explain;
using HfRegistry.Cli.Commands.Find;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands.Add;

/// <summary>Adds a model to a project.</summary>
/// <param name="managed">The project.</param>
/// <param name="answer">The output.</param>
internal sealed partial class AddHandler(ManagedProject managed, CommandOutput answer)
{
    /// <summary>Gets whether the commit is written into the item.</summary>
    public bool Pins { get; init; }

    /// <summary>Gets the name in generated code, or null for the usual one.</summary>
    public string? Alias { get; init; }

    /// <summary>Gets whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Resolves a request as the project's build would, and adds it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(RawRequest request, CancellationToken cancellationToken)
    {
        var outcome = (await managed.Workspace.ResolveAsync([request], managed.Mode, timeout: null, cancellationToken))[0];
        if (outcome.Value is not { } model)
            return answer.WriteErrors(outcome.Diagnostics, ResolutionExplainer.Nearest(outcome.Trace));
        answer.WriteDiagnostics(outcome.Diagnostics);
        // A commit belongs to one model, and a type may come to stand for another.
        if (Pins)
            request = request with { Include = model.Id.ToString(), Revision = model.Revision?.ToString() };

        var edits = new ProjectEdits(managed.Root);
        var problem = (Pins && model.Revision is null ? DiagnosticCatalog.NoCommitToPin.Create(model.Id) : null) ?? NameProblem(request)
            ?? ManagedPackage.Add(managed, edits) ?? edits.Edit(managed.Project.Path, file => file.Add(ItemOf(request)))
            ?? await LockAsync(request, edits, cancellationToken);
        if (problem is not null)
            return answer.WriteErrors([problem]);
        var written = EditedFiles.Write(edits.Changes, IsDryRun, answer.IO);
        if (written.Value is not { } files)
            return answer.WriteErrors(written.Diagnostics);
        answer.Write(new AddDocument(managed.Project.Path, IsDryRun, FoundModel.Of(model), files), static () => AddJson.Default.AddDocument, AddDocument.WriteText);
        return ExitCode.Done;
    }

    private Diagnostic? NameProblem(RawRequest request)
    {
        var alias = Alias ?? ModelAliases.DefaultOf(request.Include);
        var models = managed.Models.ToList();
        if (ModelAliases.ProblemOf(alias, managed.CodeClass, request.IsDownloaded, request.IsDownloaded || models.Exists(static item => ManagedProject.RequestOf(item).IsDownloaded)) is { } wrong)
            return wrong.Create(alias, request.Include);
        return models.Find(item => ManagedProject.AliasOf(item).Equals(alias, StringComparison.OrdinalIgnoreCase)) is { } same
            ? DiagnosticCatalog.ModelAlreadyDeclared.Create(same.Location, same.Include, alias)
            : null;
    }

    private NewItem ItemOf(RawRequest request) => new(ManagedProject.ModelItem, Literal(request.Include),
    [
        .. RequestFields.Of(request).Select(static said => (said.Field.Name, Literal(said.Words))),
        .. Alias is null ? [] : new[] { (ManagedProject.Alias, Alias) },
    ]);

    private async Task<Diagnostic?> LockAsync(RawRequest request, ProjectEdits edits, CancellationToken cancellationToken)
    {
        var locking = new LockEdit(managed, answer.IO);
        var (file, bytes, problem) = locking.Load();
        if (file is null)
            return problem;
        var update = await locking.UpdateAsync(file, [(request, null)], cancellationToken);
        edits.Add(locking.ChangeTo(update.Lock, bytes));
        return update.Diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == Severity.Error);
    }

    // What MSBuild would read as an expression or an escape is escaped.
    private static string Literal(string words) => Expression().Replace(words, static match => $"%{(int)match.Value[0]:X2}");

    [GeneratedRegex(@"[$@%](?=\()|%(?=[0-9A-Fa-f]{2})")]
    private static partial Regex Expression();
}
