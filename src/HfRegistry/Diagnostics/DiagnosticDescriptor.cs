namespace HfRegistry.Diagnostics;

/// <summary>A diagnostic code with its message. The catalog is the source of <c>docs/diagnostics.md</c> (a test compares them).</summary>
/// <param name="Code">The code, <c>HFR</c> and four digits.</param>
/// <param name="Severity">The usual severity; a door may raise or lower it.</param>
/// <param name="Title">The subject, in a few words.</param>
/// <param name="Message">The template of the message, with arguments as <see cref="MessageTemplate"/> reads them.</param>
/// <param name="Remedy">The imperative that follows the message. It may repeat the message's arguments and have its own after them.</param>
internal sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Message, string Remedy)
{
    /// <summary>Gets the kind of failure that an error of this code is.</summary>
    internal FailureKind Failure { get; init; }

    /// <summary>Gets whether this is another message of a code that has a main one.</summary>
    internal bool IsVariant { get; private init; }

    /// <summary>Gets the message with its remedy, as the arguments fill it.</summary>
    internal string Template => $"{Message} {Remedy}";

    /// <summary>Creates a diagnostic that points to a file.</summary>
    /// <param name="location">The place, when it is certain.</param>
    /// <param name="arguments">The template's arguments, in the order in which it first names them. They may be foreign text.</param>
    public Diagnostic Create(SourceLocation? location, params ReadOnlySpan<object?> arguments) =>
        new(Code, Severity, MessageTemplate.Format(Template, arguments), location) { Failure = Failure };

    /// <summary>Creates a diagnostic that points to no file.</summary>
    /// <param name="arguments">The template's arguments, in the order in which it first names them. They may be foreign text.</param>
    public Diagnostic Create(params ReadOnlySpan<object?> arguments) => Create(null, arguments);

    /// <summary>Creates the descriptor of another message with the same code.</summary>
    /// <param name="message">The template.</param>
    /// <param name="remedy">Its remedy, when it is another one.</param>
    internal DiagnosticDescriptor Variant(string message, string? remedy = null) => this with { Message = message, Remedy = remedy ?? Remedy, IsVariant = true };

    /// <summary>Creates the descriptor of a shared message with this code.</summary>
    internal DiagnosticDescriptor Variant(SharedMessage shared) => Variant(shared.Message, shared.Remedy);
}

/// <summary>A message that several codes have in common.</summary>
/// <param name="Message">The template.</param>
/// <param name="Remedy">The imperative that follows it.</param>
internal sealed record SharedMessage(string Message, string Remedy);
