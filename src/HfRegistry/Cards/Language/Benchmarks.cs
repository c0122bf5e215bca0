using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Cards.Language;

/// <summary>The metrics and benchmarks that are known by name, and whether a row states a number of one.</summary>
internal static class Benchmarks
{
    private static readonly Phrases Names =
    [
        "accuracy", "acc", "f1", "precision", "recall", "exact match", "bleu", "sacrebleu", "chrf", "rouge", "rouge1", "rouge2", "rougel", "meteor", "wer", "cer",
        "perplexity", "ppl", "map", "miou", "iou", "ndcg", "ndcg@10", "mrr", "recall@1", "recall@10", "spearman", "pearson", "matthews", "mcc", "auc", "roc-auc",
        "auroc", "mse", "rmse", "mae", "r2", "fid", "psnr", "ssim", "lpips", "clip score", "pass@1", "top-1", "top-5", "top1", "top5", "acc@1", "acc@5", "map@50", "map50", "map@0.5", "dice", "si-sdr", "pesq", "stoi", "elo", "mos", "der", "eer", "loss",
        "mmlu", "mmlu-pro", "gsm8k", "math", "math-500", "hellaswag", "arc", "arc-challenge", "arc-easy", "truthfulqa", "winogrande", "humaneval", "mbpp", "bbh",
        "gpqa", "ifeval", "piqa", "boolq", "openbookqa", "lambada", "naturalquestions", "triviaqa", "squad", "squadv2", "glue", "superglue", "mnli",
        "qqp", "qnli", "sst-2", "sst2", "cola", "sts-b", "stsb", "mrpc", "rte", "wnli", "xnli", "conll", "conll-2003", "wikitext", "c-eval", "ceval", "cmmlu", "mteb",
        "beir", "msmarco", "ms marco", "swe-bench", "livecodebench", "aime", "mt-bench", "alpacaeval", "arena-hard", "mmmu", "mathvista", "docvqa", "chartqa",
        "textvqa", "vqav2", "imagenet", "imagenet-1k", "coco", "ade20k", "cifar-10", "cifar-100", "voxceleb", "librispeech", "common voice", "commonvoice",
        "fleurs", "wmt14", "wmt16", "wmt19", "flores", "tatoeba", "newstest2014", "cnn/dailymail", "xsum", "samsum",
    ];

    // Common words beside their meaning as a metric or benchmark.
    private static readonly ImmutableArray<string> Ambiguous = ["arc", "coco", "elo", "glue", "imagenet", "loss", "map", "math", "mos", "precision", "recall", "squad"];

    /// <summary>Returns the known name that stands in a row, or over its column, with a number in the same row; null for none.</summary>
    public static string? WithNumber(CardBlock block)
    {
        if (block.Cells.IsEmpty)
            return HasNumber(block.Text) ? Names.In(block.Text) : null;
        if (!block.Cells.Any(HasNumber))
            return null;
        for (var i = 0; i < block.Cells.Length; i++)
        {
            // A name beside the number, or at the head of the number's column.
            var name = Names.In(block.Cells[i]) ?? (i < block.Heads.Length && HasNumber(block.Cells[i]) ? Names.In(block.Heads[i]) : null);
            if (name is not null)
                return name;
        }

        return null;
    }

    /// <summary>Returns the known name that a sentence states together with a number; null for none. What a sentence minimizes in passing (a loss, a map) says little without a row of its own.</summary>
    public static string? WithNumber(string sentence) => HasNumber(sentence) && Names.In(sentence) is { } name && !Ambiguous.Contains(name) ? name : null;

    /// <summary>Returns whether a text holds a number that stands alone: 84.5, 84.5%, ±0.3, (91), 1,234; not the 1 of F1 nor the 8 of GSM8K.</summary>
    private static bool HasNumber(string text)
    {
        foreach (var word in text.Split([' ', '/', '|', ':', '=', ';', '~', '±', '(', ')', '[', ']', '<', '>', '≈', '\u00A0'], StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = word.TrimEnd('%', ',', '.', '*', '†', '‡', '!').TrimStart('+', '-', '*');
            if (digits.Length > 0 && char.IsAsciiDigit(digits[^1])
                && double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
                return true;
        }

        return false;
    }
}
