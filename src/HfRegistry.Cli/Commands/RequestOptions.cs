using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands;

/// <summary>The options with which several commands take a request: one for each of <see cref="RequestFields.All"/> that has one.</summary>
internal sealed class RequestOptions
{
    private readonly ImmutableArray<(RequestField Field, Option Option)> _options =
        [.. RequestFields.All.Where(static field => field.Options.Count > 0).Select(static field => (field, Create(field)))];

    public Option<string?> Type { get; } = new("--type", "--model-type")
    {
        Description = "The model type (bert, gpt-j, …), or a model id.",
        HelpName = "TYPE",
        CompletionSources = { TypesOf },
    };

    public Option<string?> Task => Of(RequestFields.Task);

    public Option<string?> Hardware => Of(RequestFields.Hardware);

    public Option<string?> Framework => Of(RequestFields.Framework);

    /// <summary>Adds the options of a request to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withType">Whether the command takes the type as an option (else it has an argument for it).</param>
    public void AddTo(Command command, bool withType = true)
    {
        if (withType)
            command.Add(Type);
        foreach (var (_, option) in _options)
            command.Add(option);
    }

    /// <summary>Returns the request in the user's own words.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="include">What was asked for: the type or id, or "" for any type.</param>
    public RawRequest Read(ParseResult parsed, string include) =>
        _options.Aggregate(new RawRequest { Include = include }, (request, one) => one.Field.Set(request, WordsOf(parsed, one.Option)));

    /// <summary>Returns the model types that a shell offers.</summary>
    public static IEnumerable<CompletionItem> TypesOf(CompletionContext context) =>
        TypeCatalog.BuiltIn.All.Where(info => info.Type.Name.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Select(static info => new CompletionItem(info.Type.Name));

    private Option<string?> Of(RequestField field) => (Option<string?>)_options.Single(one => one.Field == field).Option;

    private static Option Create(RequestField field)
    {
        var (name, aliases) = (field.Options[0], field.Options.Skip(1).ToArray());
        Option option = field.Form switch
        {
            RequestFieldForm.Flag => new Option<bool>(name, aliases),
            RequestFieldForm.List => new Option<string[]>(name, aliases),
            _ => new Option<string?>(name, aliases),
        };
        option.Description = field.Summary;
        if (field.Placeholder.Length == 0)
            return option;
        option.HelpName = field.Placeholder;
        option.CompletionSources.Add(_ => field.Values());
        return option;
    }

    private static string? WordsOf(ParseResult parsed, Option option) => option switch
    {
        Option<bool> flag => parsed.GetValue(flag) ? "true" : null,
        Option<string[]> list => parsed.GetValue(list) is { Length: > 0 } words ? string.Join(',', words) : null,
        _ => parsed.GetValue((Option<string?>)option),
    };
}
