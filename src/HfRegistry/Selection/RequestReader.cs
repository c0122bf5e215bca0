using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>What is wrong with a request's words, the gravest first.</summary>
public enum RequestMistake
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
public sealed record RequestReading(ModelRequest? Value, RequestMistake? Mistake, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads requests: strings become values, and what does not exist becomes a diagnostic with a "did you mean".</summary>
public static class RequestReader
{
    internal static readonly char[] LicenseSeparators = [',', ';'];

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
        var licenses = reader.Licenses(raw.License);
        var request = new ModelRequest
        {
            Raw = raw,
            Type = type,
            Id = id,
            Task = reader.Task(raw.Task),
            Hardware = reader.Hardware(raw.Hardware),
            MaxSize = reader.Size(raw.MaxSizeMB),
            Framework = reader.Framework(raw.Framework),
            Licenses = licenses,
            LicenseRules = [.. licenses.Select(static word => LicenseRules.TryRead(word, out var rule) ? rule : word)],
            AllowGated = reader.Flag(raw.AllowGated),
            Revision = reader.Commit(raw.Revision),
            Prefer = reader.Preferred(raw.Prefer),
            MinScore = reader.Score(raw.MinScore),
        };
        reader.Contradictions(request, registry);
        return new(reader.Mistake is null ? request : null, reader.Mistake, reader.Diagnostics);
    }

    private sealed class Reading(SelectionContext context, SourceLocation? location)
    {
        public List<Diagnostic> Diagnostics { get; } = [];

        public RequestMistake? Mistake { get; private set; }

        public (ModelType? Type, ModelId? Id) Subject(RawRequest raw, ModelRegistry registry)
        {
            var text = raw.Include.Trim();
            if (text is "" or "*")
            {
                if (string.IsNullOrWhiteSpace(raw.Task))
                    Tell(DiagnosticCatalog.InvalidValue, "A request without a type or an id needs a Task: name one of the three");
                return (null, null);
            }

            if (ModelType.TryParse(text, out var type) && (context.Types.Find(type)?.Type ?? KnownType(registry, type)) is { } known)
                return (known, null);
            if (ModelId.TryParse(text, out var id) && (id.Owner is not null || registry.Find(id) is not null || registry.FindRenamed(id) is not null))
                return (null, id);

            if (PastedReference.Correct(text) is { } instead)
                Tell(DiagnosticCatalog.InvalidValue, $"'{TextSanitizer.Sanitize(text)}' is neither a model id nor a model type: {instead}");
            else if (text.Contains('/', StringComparison.Ordinal))
                Tell(DiagnosticCatalog.InvalidValue, $"'{TextSanitizer.Sanitize(text)}' is no model id: write owner/name as the Hub does");
            else if (type is not null && registry.Find(type) is not null)
                Tell(DiagnosticCatalog.UnknownType, $"The registry holds no model of the type '{type.Name}', and no other source knows it", RequestMistake.UnknownType);
            else
                Tell(DiagnosticCatalog.UnknownType, $"No model type is named '{TextSanitizer.Sanitize(text)}'{Meant(text, registry)}", RequestMistake.UnknownType);
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
            Named(text, context.FindTask, DiagnosticCatalog.UnknownTask, "task", context.Tasks);

        public HardwareProfile? Hardware(string? text) => Named(
            text, name => context.Profiles.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
            DiagnosticCatalog.UnknownHardware, "hardware profile", context.Profiles.Select(static profile => profile.Name));

        public string? Framework(string? text) =>
            Named(text, Frameworks.Find, DiagnosticCatalog.UnknownFramework, "framework", Frameworks.All);

        public ByteSize? Size(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (ByteSize.TryParse(text, out var size) && size.Bytes > 0)
                return size;
            Tell(DiagnosticCatalog.InvalidValue, $"MaxSizeMB '{TextSanitizer.Sanitize(text)}' is no size: write a number of MB above 0, such as 500");
            return null;
        }

        public bool Flag(string? text)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase))
                return false;
            if (!text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
                Tell(DiagnosticCatalog.InvalidValue, $"AllowGated '{TextSanitizer.Sanitize(text)}' is neither true nor false");
            return true;
        }

        public Revision? Commit(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (!Revision.TryParse(text.Trim(), out var revision))
                Tell(DiagnosticCatalog.InvalidValue, $"Revision '{TextSanitizer.Sanitize(text)}' is no commit: write its 40 hexadecimal digits, since branches and tags move");
            return revision;
        }

        public Preference Preferred(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return Preference.None;
            if (char.IsAsciiLetter(text.Trim()[0]) && Enum.TryParse<Preference>(text.Trim(), ignoreCase: true, out var preference) && preference != Preference.None)
                return preference;
            Tell(DiagnosticCatalog.InvalidValue, $"Prefer '{TextSanitizer.Sanitize(text)}' is no preference: write smallest, popular, quality or benchmark, or leave it out");
            return Preference.None;
        }

        public double? Score(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (GateOptionParser.Threshold(text) is { } score)
                return score;
            Tell(DiagnosticCatalog.InvalidValue, $"MinScore '{TextSanitizer.Sanitize(text)}' is no score: write a number from 0 to 1");
            return null;
        }

        public ImmutableArray<string> Licenses(string? text)
        {
            var words = (text ?? "").ToLowerInvariant().Split(LicenseSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words.Where(static word => !word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+' or '_')))
                Tell(DiagnosticCatalog.InvalidValue, $"License '{TextSanitizer.Sanitize(word)}' is no license name: write the Hub's, such as apache-2.0, separated by commas");
            return [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        public void Contradictions(ModelRequest request, ModelRegistry registry)
        {
            if (request is { Revision: not null, Id: null } && Mistake is null)
                Tell(DiagnosticCatalog.Contradiction, "A Revision belongs to one model: name the model's id instead of a type, or remove the Revision", RequestMistake.Contradiction);
            if (request is not { Type: { } type, Task: { } task } || context.Types.Find(type) is null || context.TasksOf(type).Contains(task))
                return;
            // What a published model of the type does, the type can do, whatever its classes are named for.
            if (registry.Find(type)?.Models.Any(model => model.PipelineTag == task) == true)
                return;
            var able = context.TasksOf(type);
            var tasks = able.IsEmpty ? "no task" : string.Join(", ", able);
            Tell(DiagnosticCatalog.Contradiction, $"{type.Name} has no class for {task} (it does {tasks}): ask for another task or another type", RequestMistake.Contradiction);
        }

        private T? Named<T>(string? text, Func<string, T?> find, DiagnosticDescriptor unknown, string what, IEnumerable<string> names)
            where T : class
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            var found = find(text.Trim());
            if (found is null)
                Tell(unknown, $"No {what} is named '{TextSanitizer.Sanitize(text)}'{Spelling.DidYouMean(text.Trim(), names)}");
            return found;
        }

        // An entry that nobody could fill is no reason to take an old id for a type.
        private static ModelType? KnownType(ModelRegistry registry, ModelType type) =>
            registry.Find(type) is { Models.IsEmpty: false } entry && !UntypedModels.Contain(type) ? entry.Type : null;

        private IEnumerable<string> TypeNames(ModelRegistry registry) =>
            context.Types.All.Select(static info => info.Type.Name)
                .Concat(registry.Entries.Where(static entry => !entry.Models.IsEmpty && !UntypedModels.Contain(entry.Type)).Select(static entry => entry.Type.Name));

        private void Tell(DiagnosticDescriptor kind, string what, RequestMistake mistake = RequestMistake.InvalidWord)
        {
            if (Mistake is null || mistake < Mistake)
                Mistake = mistake;
            var message = what.EndsWith('?') ? what : what + ".";
            Diagnostics.Add(kind.Create(location, message.Contains(':', StringComparison.Ordinal) ? message : $"{message} {kind.Remedy}"));
        }
    }
}
