string[] sentences =
[
    "the cat sleeps on the sofa",
    "the dog sleeps on the floor",
    "a recipe for bread with seeds",
    "how to bake a cake without eggs",
    "the train to the coast leaves at noon",
    "a ferry crosses the river every hour",
    "the stock market fell this morning",
    "interest rates rise again",
    "the team won the final in extra time",
    "a runner broke the record on the track",
    "the telescope found a distant galaxy",
    "rain is expected in the north tomorrow",
];
var query = args.Length > 0 ? string.Join(' ', args) : "a kitten is resting on the couch";

using var embedder = new Embedder();
var question = embedder.Embed(query);
Console.WriteLine(query);
foreach (var (cosine, sentence) in sentences.Select(sentence => (Cosine: Dot(question, embedder.Embed(sentence)), sentence)).OrderByDescending(static found => found.Cosine))
    Console.WriteLine($"{cosine.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture),8}  {sentence}");

static float Dot(float[] one, float[] other) => one.Zip(other, static (x, y) => x * y).Sum();
