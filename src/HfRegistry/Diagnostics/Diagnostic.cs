namespace HfRegistry.Diagnostics;

/// <summary>The severity of a diagnostic.</summary>
internal enum Severity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Message,

    /// <summary>Something is not as it should be, and the work goes on.</summary>
    Warning,

    /// <summary>The operation failed.</summary>
    Error,
}

/// <summary>The kind of a failure: what an exit code tells a script.</summary>
internal enum FailureKind
{
    /// <summary>The command line, a file or a variable is wrong.</summary>
    Input,

    /// <summary>The work was done and found something: no model meets the demands, the lock differs.</summary>
    Finding,

    /// <summary>The network is forbidden, another process is writing the file or changed it meanwhile, or GitHub does not permit it.</summary>
    Refusal,

    /// <summary>The network, a rate limit or a bug at one item left something missing.</summary>
    Network,

    /// <summary>A bug of this program.</summary>
    Bug,
}

/// <summary>A place in a file.</summary>
/// <param name="File">The absolute path.</param>
/// <param name="Line">The line from 1, or 0 when it is not known.</param>
/// <param name="Column">The column from 1 in UTF-16 units, or 0 when it is not known.</param>
internal sealed record SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>Returns the place in the form that compilers print: <c>file(line,column)</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}({Line})",
        _ => $"{File}({Line},{Column})",
    };
}

/// <summary>
/// Something to tell a person: a stable code, what is wrong and what to do, and where. Each door renders it in its own way
/// (MSBuild log, console, annotation, JSON).
/// </summary>
/// <param name="Code">A code of <see cref="DiagnosticCatalog"/>, such as <c>HFR1001</c>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">One line: what is wrong, then what to do. Foreign text in it went through <see cref="TextSanitizer"/>.</param>
/// <param name="Location">Where, when that is certain.</param>
internal sealed record Diagnostic(string Code, Severity Severity, string Message, SourceLocation? Location = null)
{
    /// <summary>Gets the kind of failure that it is as an error.</summary>
    internal FailureKind Failure { get; init; }

    /// <summary>Gets the page that explains the code.</summary>
    public string HelpLink => DiagnosticCatalog.HelpLink(Code);

    /// <summary>Returns the diagnostic as compilers print it.</summary>
    public override string ToString() =>
        $"{(Location is null ? "" : $"{Location}: ")}{(Severity == Severity.Message ? "info" : Severity.ToString().ToLowerInvariant())} {Code}: {Message}";
}

/// <summary>A value, or none, and what there is to tell about it. A value may come with warnings; none comes with an error.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The value, or null when it could not be had.</param>
/// <param name="Diagnostics">What there is to tell, in the order in which it was found.</param>
internal sealed record Outcome<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics)
    where T : class
{
    /// <summary>Creates a value and nothing to tell.</summary>
    public Outcome(T value)
        : this(value, [])
    {
    }

    /// <summary>Creates no value, and why.</summary>
    public Outcome(Diagnostic error)
        : this(null, [error])
    {
    }
}
