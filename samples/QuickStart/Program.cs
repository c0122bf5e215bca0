using QuickStart;

// The build resolved the project's HfModel items: HfModels is generated code, and the file beside the binary has the facts.
Console.WriteLine($"The speech model is {HfModels.Whisper.Id}, a {HfModels.Whisper.Type} for {HfModels.Whisper.Task}.");
Console.WriteLine();

foreach (var model in ModelFacts.Read())
    Console.WriteLine(model);
