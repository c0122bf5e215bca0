namespace HfRegistry.Mof.Documents;

/// <summary>The kind that YAML readers give a plain scalar.</summary>
internal enum YamlScalarKind
{
    /// <summary>Every reader: a text.</summary>
    Text,

    /// <summary>Every reader: a text or, for some, a truth value, a number or a key of its own (<c>yes</c>, <c>1:30</c>, <c>&lt;&lt;</c>).</summary>
    TextForSome,

    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Another number.</summary>
    Number,

    /// <summary>A day, which the Model Openness Tool reads as seconds since 1970.</summary>
    Date,
}
