// The build let both models in: the first is good enough, the second has demands of its own.
Console.WriteLine($"{HfModels.TidyEncoder.Id} and {HfModels.HastyEncoder.Id} passed the gate.");
