namespace HfRegistry.Mof;

/// <summary>A class of the Model Openness Framework. The numbers are those of the Model Openness Tool: a smaller one is more open, 0 is none.</summary>
internal enum MofClass
{
    /// <summary>Not classified: a component that class III asks for is missing, unlicensed or closed.</summary>
    None = 0,

    /// <summary>Class I, Open Science Model: everything of classes II and III, and the data and steps that the model came from.</summary>
    OpenScience = 1,

    /// <summary>Class II, Open Tooling Model: everything of class III, and the code that trains, runs and evaluates the model.</summary>
    OpenTooling = 2,

    /// <summary>Class III, Open Model: architecture, final parameters and their documentation.</summary>
    OpenModel = 3,
}

/// <summary>The names of the classes.</summary>
internal static class MofClassNames
{
    /// <summary>Returns the name of a class in running text: <c>class II</c>; <c>none</c> without a class.</summary>
    public static string Of(MofClass mofClass) => mofClass switch
    {
        MofClass.OpenScience => "class I",
        MofClass.OpenTooling => "class II",
        MofClass.OpenModel => "class III",
        _ => "none",
    };
}
