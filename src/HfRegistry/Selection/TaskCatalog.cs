using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>A task of the Hub, with what transformers has for it.</summary>
/// <param name="Name">The <c>pipeline_tag</c>.</param>
/// <param name="ClassKeys">Transformers' auto-class keys that do it, best first.</param>
/// <param name="KnownFor">The types that people use for it, best known first.</param>
/// <param name="Native">The types whose published weights do it, without a head that has to be trained first.</param>
/// <param name="NameWords">Words of a model's name that say that it was trained for it.</param>
/// <param name="Near">The tasks whose models do it too.</param>
internal sealed record TaskInfo(
    string Name, ImmutableArray<string> ClassKeys, ImmutableArray<ModelType> KnownFor, FrozenSet<ModelType> Native, ImmutableArray<string> NameWords, ImmutableArray<string> Near);

/// <summary>The Hub's tasks that some transformers type can do, from <c>tasks.json</c>.</summary>
internal sealed class TaskCatalog
{
    private static readonly Lazy<TaskCatalog> Embedded = new(static () =>
        new(SelectionData.Read("tasks.json", SelectionData.Default.DictionaryStringTaskRow)));

    private readonly FrozenDictionary<string, TaskInfo> _byName;
    private readonly FrozenDictionary<string, string> _aliases;

    private TaskCatalog(Dictionary<string, TaskRow> rows)
    {
        All = [.. rows.Select(static row => new TaskInfo(
            row.Key, [.. row.Value.Classes], [.. row.Value.KnownFor.Select(ModelType.Parse)], (row.Value.Native ?? []).Select(ModelType.Parse).ToFrozenSet(),
            [.. row.Value.Named ?? []], [.. row.Value.Near ?? []]))];
        _byName = All.ToFrozenDictionary(static task => task.Name, StringComparer.OrdinalIgnoreCase);
        _aliases = rows.SelectMany(static row => (row.Value.Also ?? []).Select(alias => (alias, row.Key)))
            .ToFrozenDictionary(static pair => pair.alias, static pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the catalog that ships inside the engine.</summary>
    public static TaskCatalog BuiltIn => Embedded.Value;

    /// <summary>Gets every task, in order.</summary>
    public ImmutableArray<TaskInfo> All { get; }

    /// <summary>Returns a task by its name or another name of it, in any case, or null.</summary>
    public TaskInfo? Find(string name) => _byName.GetValueOrDefault(_aliases.GetValueOrDefault(name, name));
}
