namespace HfRegistry.Files;

/// <summary>The reason why a JSON text was rejected.</summary>
internal enum JsonFaultKind
{
    /// <summary>It is no JSON, or no UTF-8.</summary>
    Syntax,

    /// <summary>An object has a key twice.</summary>
    Duplicate,

    /// <summary>It is nested too deeply.</summary>
    TooDeep,

    /// <summary>It has more values than a file of its length ever has.</summary>
    TooMany,

    /// <summary>A value is of the wrong kind, or out of its range.</summary>
    Shape,

    /// <summary>An object has a member that nobody reads.</summary>
    UnknownMember,
}

/// <summary>One mistake in a JSON text.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Offset">Where, in bytes from the start of the text.</param>
/// <param name="Message">What is wrong, safe to print.</param>
internal sealed record JsonError(JsonFaultKind Kind, int Offset, string Message);
