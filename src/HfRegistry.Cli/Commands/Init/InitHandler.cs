using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands.Init;

/// <summary>Sets a repository up.</summary>
/// <param name="root">The absolute path of the repository.</param>
/// <param name="answer">The output.</param>
internal sealed class InitHandler(string root, CommandOutput answer)
{
    private const string Documents = "models";

    private readonly ProjectEdits _edits = new(root);
    private readonly List<FileChange> _created = [];
    private readonly List<string> _kept = [];

    /// <summary>Gets whether the workflow that updates the registry is added.</summary>
    public bool HasWorkflow { get; init; }

    /// <summary>Gets whether the workflow and the validation of MOF documents are added.</summary>
    public bool HasMof { get; init; }

    /// <summary>Gets whether lock files are added.</summary>
    public bool HasLock { get; init; }

    /// <summary>Gets whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Adds what the repository lacks.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (projects, diagnostics) = ManagedProject.OpenAll(answer.IO, root, cancellationToken);
        if (projects.Count == 0 && diagnostics.Any(static diagnostic => diagnostic.Code != DiagnosticCatalog.NoProject.Code))
            return answer.WriteErrors(diagnostics);
        if (projects.Count > 0)
            answer.WriteDiagnostics(diagnostics);
        if (EditProjects(projects) is { } problem)
            return answer.WriteErrors([problem]);
        Create(InitFiles.Configuration);
        Create(InitFiles.Registry);
        if (HasWorkflow)
            Create(InitFiles.Workflow);
        if (HasMof)
            Create(InitFiles.MofWorkflow);
        if (HasLock && await LockAsync(projects, cancellationToken) is { Count: > 0 } unresolved)
            return answer.WriteErrors(unresolved);

        var written = EditedFiles.Write([.. _edits.Changes, .. _created], IsDryRun, answer.IO);
        if (written.Value is not { } files)
            return answer.WriteErrors(written.Diagnostics);
        answer.Write(new InitDocument(IsDryRun, files, [.. _kept.Select(static path => TextSanitizer.Sanitize(path, int.MaxValue))]), static () => InitJson.Default.InitDocument, InitDocument.WriteText);
        answer.WriteNote(projects is [_] ? "`hfregistry add MODEL` adds a model to the project." : "`hfregistry add MODEL PROJECT` adds a model, and the package reference, to a project.");
        return ExitCode.Done;
    }

    private Diagnostic? EditProjects(IReadOnlyList<ManagedProject> projects)
    {
        if (projects is not [var only])
            return projects.FirstOrDefault(ManagedPackage.HasCentralVersions) is { } central ? ManagedPackage.AddVersion(central, _edits) : null;
        var documents = $"{Path.GetRelativePath(only.Folder, Path.Combine(root, Documents)).Replace('\\', '/')}/**/*.yml";
        return ManagedPackage.Add(only, _edits)
            ?? (HasMof && !only.Project.Items.Any(static item => item.Type == ManagedProject.DocumentItem) ? _edits.Edit(only.Project.Path, file => file.Add(new NewItem(ManagedProject.DocumentItem, documents, []))) : null);
    }

    private async Task<IReadOnlyList<Diagnostic>> LockAsync(IReadOnlyList<ManagedProject> projects, CancellationToken cancellationToken)
    {
        var locks = new LockEdits(answer.IO);
        var made = new Dictionary<string, LockFile>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            var existing = project.LockPath ?? (File.Exists(project.NewLockPath) ? project.NewLockPath : null);
            if (existing is not null)
                _kept.Add(existing);
            if (existing is not null || (projects.Count > 1 && !project.Models.Any()))
                continue;
            var update = await locks.CreateAsync(project, cancellationToken);
            var errors = update.Diagnostics.Where(static diagnostic => diagnostic.Severity == Severity.Error).ToList();
            if (errors.Count > 0)
                return errors;

            // Projects can have one lock file together.
            var others = made.TryGetValue(project.NewLockPath, out var file) ? file.Entries : [];
            made[project.NewLockPath] = new LockFile { Entries = [.. others.Concat(update.Lock.Entries).DistinctBy(static entry => entry.RequestHash)] };
        }

        _created.AddRange(made.Select(static file => new FileChange(file.Key, null, file.Value.Render())));
        return [];
    }

    private void Create((string Name, Func<byte[]> Content) file)
    {
        var path = Path.Combine(root, file.Name);
        if (Path.Exists(path))
            _kept.Add(path);
        else
            _created.Add(new FileChange(path, null, file.Content()));
    }
}
