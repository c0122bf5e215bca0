namespace HfRegistry.Reporting;

/// <summary>The values and sections that a part of a <see cref="PageTemplate"/> may name; what it lacks, the scope around it has.</summary>
internal sealed class PageScope(PageScope? around = null)
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<PageScope>> _sections = new(StringComparer.Ordinal);

    /// <summary>Gives a value.</summary>
    public PageScope With(string name, string text)
    {
        _texts.Add(name, text);
        return this;
    }

    /// <summary>Gives a section that stands once for each item.</summary>
    public PageScope WithEach<T>(string name, IEnumerable<T> items, Func<PageScope, T, PageScope> fill)
    {
        _sections.Add(name, [.. items.Select(item => fill(new PageScope(this), item))]);
        return this;
    }

    /// <summary>Gives a section that stands once with a value of its own name, or not at all for null.</summary>
    public PageScope WithMaybe(string name, string? text) =>
        WithEach<string>(name, text is null ? [] : [text], (scope, value) => scope.With(name, value));

    /// <summary>Gives a section that stands once, or not at all.</summary>
    public PageScope WithIf(string name, bool stands) => WithEach<bool>(name, stands ? [true] : [], static (scope, _) => scope);

    /// <summary>Returns a value.</summary>
    /// <exception cref="KeyNotFoundException">Nobody gave it.</exception>
    public string Text(string name) => _texts.TryGetValue(name, out var text) ? text : (around ?? throw Missing(name)).Text(name);

    /// <summary>Returns what a section stands for.</summary>
    /// <exception cref="KeyNotFoundException">Nobody gave it.</exception>
    public IReadOnlyList<PageScope> Scopes(string name) => _sections.TryGetValue(name, out var scopes) ? scopes : (around ?? throw Missing(name)).Scopes(name);

    private static KeyNotFoundException Missing(string name) => new($"The template names {name}, which nobody gave.");
}
