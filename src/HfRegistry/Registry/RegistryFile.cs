using HfRegistry.Files;

namespace HfRegistry.Registry;

/// <summary>Reads and replaces the registry file <c>huggingface_model_types.json</c>. The schema is <c>docs/schemas/huggingface_model_types.schema.json</c>.</summary>
internal static class RegistryFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "huggingface_model_types.json";

    private const int MaxBytes = 64_000_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>Reads a registry file. Reads the original shape (without <c>details</c>) too.</summary>
    /// <remarks>
    /// The order is that of <c>models</c>; a model that only <c>details</c> or <c>downloads</c> name (a tombstone) follows, by id.
    /// </remarks>
    /// <param name="path">The absolute path.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The registry, or the first error with its line and column. Never half a registry.</returns>
    public static Outcome<ModelRegistry> Load(string path, CancellationToken cancellationToken = default)
    {
        var file = new SourceLocation(path);
        return BoundedFile.Read(path, MaxBytes) switch
        {
            FileReading.Content content => Parse(content.Utf8, path, cancellationToken),
            FileReading.TooLarge large => new(DiagnosticCatalog.RegistryTooLarge.Create(file, large.Length, MaxBytes)),
            FileReading.Unreadable refused => new(DiagnosticCatalog.RegistryUnreadable.Create(file, path, refused.Why)),
            _ => new(DiagnosticCatalog.RegistryMissing.Create(file, path)),
        };
    }

    /// <summary>Reads a registry from its UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The path that diagnostics name.</param>
    public static Outcome<ModelRegistry> Parse(ReadOnlySpan<byte> utf8, string path) => Parse(utf8, path, CancellationToken.None);

    /// <summary>Returns the registry as text: keys sorted, indented by two, LF, a final newline. Equal registries give equal bytes.</summary>
    /// <remarks>A model with <c>gone_since</c> stands in <c>details</c> and not in <c>models</c>, so that no reader chooses it.</remarks>
    public static byte[] Render(ModelRegistry registry) => RegistryWriter.Render(registry);

    /// <summary>Replaces the file atomically: a reader, or a kill at any moment, finds the old file or the new one.</summary>
    /// <param name="registry">What to write.</param>
    /// <param name="path">The absolute path.</param>
    /// <returns>Null when done (or when the bytes were equal, and nothing was written); else why not, and the old file is untouched.</returns>
    public static Diagnostic? Save(ModelRegistry registry, string path) =>
        AtomicFile.Replace(path, Render(registry), DiagnosticCatalog.RegistryNotWritten, TimeProvider.System);

    /// <summary>Takes the file's lock: hold it from <see cref="Load"/> to <see cref="Save"/>, and no other process's work is lost. Work that takes long is written with <see cref="RegistryUpdate"/>.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lock, or HFR4008 when another process held it for 30 seconds.</returns>
    public static Task<Outcome<FileLock>> LockAsync(string path, TimeProvider time, CancellationToken cancellation) =>
        FileLock.TakeAsync(path, MaxWait, time, cancellation);

    private static Outcome<ModelRegistry> Parse(ReadOnlySpan<byte> utf8, string path, CancellationToken cancellationToken)
    {
        if (utf8.Length > MaxBytes)
            return new(DiagnosticCatalog.RegistryTooLarge.Create(new SourceLocation(path), utf8.Length, MaxBytes));
        var (root, fault) = JsonTree.Read(utf8, cancellationToken: cancellationToken);
        if (root is null)
            return new(Describe(fault!, utf8, path));
        var findings = new JsonFindings();
        var entries = new RegistryReader(utf8.ToArray(), findings).Read(root);
        return findings.Faults.MinBy(static found => found.Offset) is { } first
            ? new(Describe(first, utf8, path))
            : new(ModelRegistry.Of(entries));
    }

    private static Diagnostic Describe(JsonError fault, ReadOnlySpan<byte> utf8, string path)
    {
        var kind = fault.Kind switch
        {
            JsonFaultKind.Syntax => DiagnosticCatalog.RegistrySyntax,
            JsonFaultKind.Duplicate => DiagnosticCatalog.RegistryDuplicate,
            JsonFaultKind.TooDeep or JsonFaultKind.TooMany => DiagnosticCatalog.RegistryTooDeep,
            _ => DiagnosticCatalog.RegistryShape,
        };
        return kind.Create(TextPosition.Locate(utf8, fault.Offset, path), fault.Message);
    }
}
