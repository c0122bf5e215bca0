using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The mistakes in a request, the gravest first.</summary>
internal enum RequestMistake
{
    /// <summary>A word is no value of its kind, whatever the subject is.</summary>
    InvalidWord,

    /// <summary>Nobody knows the type.</summary>
    UnknownType,

    /// <summary>The words contradict each other: the type cannot do the task.</summary>
    Contradiction,
}

/// <summary>A request that was read, or why it could not be.</summary>
/// <param name="Value">The request, or null.</param>
/// <param name="Mistake">The gravest mistake, or null when there is none.</param>
/// <param name="Diagnostics">Every mistake.</param>
internal sealed record RequestReading(ModelRequest? Value, RequestMistake? Mistake, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads requests: strings become values, and what does not exist becomes a diagnostic with a "did you mean".</summary>
internal static class RequestReader
{
    private static readonly char[] LicenseSeparators = [',', ';'];

    /// <summary>Reads one request.</summary>
    /// <param name="raw">The words.</param>
    /// <param name="registry">Tells types and ids apart, and knows old ids.</param>
    /// <param name="context">Knows tasks, profiles and types.</param>
    /// <param name="location">Where the request stands, for the diagnostics.</param>
    /// <remarks>
    /// A known type wins over an id; <c>owner/name</c> is an id; a single name is an id when the registry knows it as one, old ones
    /// included; nothing or <c>*</c> is any type, and then a task has to be asked for. Every mistake is told, not the first alone.
    /// </remarks>
    public static RequestReading Read(RawRequest raw, ModelRegistry registry, SelectionContext context, SourceLocation? location = null)
    {
        var reader = new Reading(context, location);
        var (type, id) = reader.Subject(raw, registry);
        var request = RequestFields.All.Aggregate(
            new ModelRequest { Raw = raw, Type = type, Id = id }, (request, field) => field.Read(request, reader, field.Get(raw)));
        reader.Contradictions(request, registry);
        return new(reader.Mistake is null ? request : null, reader.Mistake, reader.Diagnostics);
    }

    /// <summary>Returns the licenses of a list, each once and in order.</summary>
    internal static ImmutableArray<string> SplitLicenses(string words) =>
        [.. words.ToLowerInvariant().Split(LicenseSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Returns the patterns of a list of files, each once.</summary>
    internal static ImmutableArray<string> SplitFiles(string words) =>
        [.. words.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads the words of one request, and keeps what is wrong with them.</summary>
    internal sealed class Reading(SelectionContext context, SourceLocation? location)
    {
        public List<Diagnostic> Diagnostics { get; } = [];

        public RequestMistake? Mistake { get; private set; }

        public (ModelType? Type, ModelId? Id) Subject(RawRequest raw, ModelRegistry registry)
        {
            var text = raw.Include.Trim();
            if (text is "" or "*")
            {
                if (string.IsNullOrWhiteSpace(raw.Task))
                    Add(DiagnosticCatalog.SubjectMissing);
                return (null, null);
            }

            if (ModelType.TryParse(text, out var type) && (context.Types.Find(type)?.Type ?? KnownType(registry, type)) is { } known)
                return (known, null);
            if (ModelId.TryParse(text, out var id) && (id.Owner is not null || registry.Find(id) is not null || registry.FindRenamed(id) is not null))
                return (null, id);

            if (PastedReference.Correct(text) is { } instead)
                Add(DiagnosticCatalog.PastedReference, text, instead);
            else if (text.Contains('/', StringComparison.Ordinal))
                Add(DiagnosticCatalog.InvalidModelId, text);
            else if (type is not null && registry.Find(type) is not null)
                Add(RequestMistake.UnknownType, DiagnosticCatalog.TypeWithoutModels, type.Name);
            else
                Add(RequestMistake.UnknownType, DiagnosticCatalog.UnknownType, text, Meant(text, registry));
            return (null, null);
        }

        // A name without its owner is what people know a model by.
        private string Meant(string text, ModelRegistry registry)
        {
            var named = registry.Entries.SelectMany(static entry => entry.Models)
                .Where(model => model.GoneSince is null && model.Id.Owner is not null && model.Id.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(static model => model.Downloads30d).ThenBy(static model => model.Id).Select(static model => model.Id).FirstOrDefault();
            return named is null ? Spelling.DidYouMean(text, TypeNames(registry)) : $"; did you mean the model '{named}'?";
        }

        public string? Task(string? text) =>
            Named(text, context.FindTask, DiagnosticCatalog.UnknownTask, context.Tasks);

        public HardwareProfile? Hardware(string? text) => Named(
            text, name => context.Profiles.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
            DiagnosticCatalog.UnknownHardware, context.Profiles.Select(static profile => profile.Name));

        public string? Framework(string? text) =>
            Named(text, Frameworks.Find, DiagnosticCatalog.UnknownFramework, Frameworks.All);

        public ByteSize? Size(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (ByteSize.TryParse(text, out var size) && size.Bytes > 0)
                return size;
            AddInvalid("MaxSizeMB", text, "a number of MB above 0, such as 500");
            return null;
        }

        public bool Flag(string name, string? text)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase))
                return false;
            if (!text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
                AddInvalid(name, text, "true or false");
            return true;
        }

        public Revision? Commit(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (!Revision.TryParse(text.Trim(), out var revision))
                AddInvalid("Revision", text, "the 40 hexadecimal digits of a commit");
            return revision;
        }

        public Preference Preferred(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return Preference.None;
            if (char.IsAsciiLetter(text.Trim()[0]) && Enum.TryParse<Preference>(text.Trim(), ignoreCase: true, out var preference) && preference != Preference.None)
                return preference;
            AddInvalid("Prefer", text, "smallest, popular, quality or benchmark, or remove it");
            return Preference.None;
        }

        public double? Score(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (GateOptionParser.Threshold(text) is { } score)
                return score;
            AddInvalid("MinScore", text, "a number from 0 to 1");
            return null;
        }

        public ImmutableArray<string> Licenses(string? text)
        {
            var words = SplitLicenses(text ?? "");
            foreach (var word in words.Where(static word => !word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+' or '_')))
                AddInvalid("License", word, "the Hub's license names, such as apache-2.0, separated by commas");
            return words;
        }

        public ImmutableArray<string> Patterns(string? text)
        {
            var patterns = SplitFiles(text ?? "");
            foreach (var pattern in patterns.Where(static pattern => pattern.StartsWith('/') || pattern.Split('/', '\\').Contains("..") || pattern.Any(char.IsControl)))
                AddInvalid("Files", pattern, "paths or patterns relative to the model's repository, such as onnx/model.onnx");
            return patterns;
        }

        public string? Quantization(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (!text.Trim().All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                AddInvalid("Quantization", text, "a name such as Q4_K_M or int8");
            return text.Trim();
        }

        public void Contradictions(ModelRequest request, ModelRegistry registry)
        {
            if (request is { Revision: not null, Id: null } && Mistake is null)
                Add(RequestMistake.Contradiction, DiagnosticCatalog.RevisionWithoutId);
            if (request is { Files.IsEmpty: false, Quantization: not null } && Mistake is null)
                Add(RequestMistake.Contradiction, DiagnosticCatalog.FilesWithQuantization);
            if (request is { Download: false } && (!request.Files.IsEmpty || request.Quantization is not null) && Mistake is null)
                Add(RequestMistake.Contradiction, DiagnosticCatalog.FilesWithoutDownload, request.Files.IsEmpty ? "Quantization" : "Files");
            if (request is not { Type: { } type, Task: { } task } || context.Types.Find(type) is null || context.TasksOf(type).Contains(task))
                return;
            // What a published model of the type does, the type can do, whatever its classes are named for.
            if (registry.Find(type)?.Models.Any(model => model.PipelineTag == task) == true)
                return;
            var able = context.TasksOf(type);
            Add(RequestMistake.Contradiction, DiagnosticCatalog.Contradiction, type.Name, task, able.IsEmpty ? "none" : string.Join(", ", able));
        }

        private T? Named<T>(string? text, Func<string, T?> find, DiagnosticDescriptor unknown, IEnumerable<string> names)
            where T : class
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            var found = find(text.Trim());
            if (found is null)
                Add(unknown, text, Spelling.DidYouMean(text.Trim(), names));
            return found;
        }

        // An entry that nobody could fill is no reason to take an old id for a type.
        private static ModelType? KnownType(ModelRegistry registry, ModelType type) =>
            registry.Find(type) is { Models.IsEmpty: false } entry && !UntypedModels.Contain(type) ? entry.Type : null;

        private IEnumerable<string> TypeNames(ModelRegistry registry) =>
            context.Types.All.Select(static info => info.Type.Name)
                .Concat(registry.Entries.Where(static entry => !entry.Models.IsEmpty && !UntypedModels.Contain(entry.Type)).Select(static entry => entry.Type.Name));

        private void Add(RequestMistake mistake, DiagnosticDescriptor kind, params ReadOnlySpan<object?> arguments)
        {
            if (Mistake is null || mistake < Mistake)
                Mistake = mistake;
            Diagnostics.Add(kind.Create(location, arguments));
        }

        private void Add(DiagnosticDescriptor kind, params ReadOnlySpan<object?> arguments) => Add(RequestMistake.InvalidWord, kind, arguments);

        private void AddInvalid(string name, string value, string expected) => Add(DiagnosticCatalog.InvalidValue, name, value, expected);
    }
}
