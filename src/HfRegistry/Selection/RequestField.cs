namespace HfRegistry.Selection;

/// <summary>The form of a field's value.</summary>
internal enum RequestFieldForm
{
    /// <summary>One word.</summary>
    Word,

    /// <summary>Words, separated by commas.</summary>
    List,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}

/// <summary>
/// A field that a request may have beside its subject. From it come the item metadata, the command's option, the member of lock files and documents,
/// the request's hash and words, and the pages.
/// </summary>
/// <param name="Name">The name as item metadata: <c>MaxSizeMB</c>.</param>
/// <param name="Member">The name in JSON: <c>max_size_mb</c>.</param>
internal sealed record RequestField(string Name, string Member)
{
    /// <summary>Gets the form of the value.</summary>
    public RequestFieldForm Form { get; init; }

    /// <summary>Gets the meaning, as one line of sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets what the pages add to the summary, in Markdown, or an empty text.</summary>
    public string More { get; init; } = "";

    /// <summary>Gets the names of the command's option, the first one first; none when the command has no such option.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Gets the placeholder of the option's value.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Gets the values that a shell and an editor offer; a configuration may know more, and another spelling may be read too.</summary>
    public Func<IEnumerable<string>> Values { get; init; } = static () => [];

    /// <summary>
    /// Gets a value indicating whether lock files are older than the field: then its absence leaves no trace in a hash, and those lock files stay valid.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>Gets a value indicating whether a document has no member for the field where a request does not say it; else the member is null.</summary>
    public bool IsLeftOutWhenAbsent => IsOptional || Form == RequestFieldForm.Flag;

    /// <summary>Gets a value indicating whether only known facts of a model can meet the field.</summary>
    public bool NeedsFacts { get; init; }

    /// <summary>Gets the words of a request, or null.</summary>
    public required Func<RawRequest, string?> Get { get; init; }

    /// <summary>Gets a request with other words.</summary>
    public required Func<RawRequest, string?, RawRequest> Set { get; init; }

    /// <summary>Gets one spelling of everything that means the same, of words without blanks around them.</summary>
    internal Func<string, string> Canonical { get; init; } = static word => word;

    /// <summary>Gets a request with the value that words mean.</summary>
    internal Func<ModelRequest, RequestReader.Reading, string?, ModelRequest> Read { get; init; } = static (request, _, _) => request;

    /// <summary>Gets what a request demands, in words, or null when it demands nothing.</summary>
    internal Func<ModelRequest, string?> Demand { get; init; } = static _ => null;
}
