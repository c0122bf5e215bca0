using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Cards.Language;

namespace HfRegistry.Mof.Rules;

/// <summary>
/// Tells what a part of a card is about by the words of its heading, in the languages in which most cards are written: English, Chinese, Japanese, Korean, French,
/// Spanish, German, Portuguese, Italian, Russian, Arabic, Polish, Turkish and Vietnamese.
/// </summary>
internal static class Headings
{
    private const int MostWords = 10;

    private static readonly Vocabulary Results = new(
        ["evaluation", "evaluations", "eval", "evals", "results", "result", "benchmark", "benchmarks", "benchmarking", "performance", "performances", "metrics", "metric", "accuracy", "scores", "leaderboard", "experiments",
            "évaluation", "évaluations", "résultats", "résultat", "évaluées", "métriques", "évaluacion", "evaluación", "evaluaciones", "resultados", "resultado", "rendimiento", "métricas", "precisión", "evaluierung", "auswertung", "ergebnisse", "ergebnis", "leistung", "metriken", "genauigkeit",
            "avaliação", "avaliações", "desempenho", "acurácia", "valutazione", "valutazioni", "risultati", "risultato", "prestazioni", "metriche", "оценка", "результаты", "результат", "бенчмарк", "бенчмарки", "метрики", "качество", "производительность", "точность", "التقييم", "النتائج", "الأداء", "evaluierungsergebnisse", "testergebnisse", "wyniki", "ewaluacja", "sonuçlar", "sonuçları", "değerlendirme", "performans", "resultaten", "resultat", "hasil"],
        ["评测", "评估", "評測", "評估", "评价", "结果", "結果", "性能", "效果", "基准", "指标", "指標", "精度", "评分", "評価", "ベンチマーク", "スコア", "평가", "결과", "성능", "벤치마크", "지표", "정확도", "kết quả", "đánh giá"]);

    private static readonly Vocabulary Data = new(
        ["data", "dataset", "datasets", "datasheet", "corpus", "corpora", "données", "données", "datos", "daten", "datensatz", "datensätze", "dados", "dati", "данные", "датасет", "датасеты", "данных", "корпус", "trainingsdaten", "البيانات", "بيانات", "dane", "danych", "verisi", "verileri", "verikümesi"],
        ["数据", "數據", "数据集", "资料集", "語料", "语料", "データ", "コーパス", "데이터", "말뭉치", "dữ liệu"]);

    private static readonly Vocabulary Test = new(
        ["evaluation", "eval", "testing", "test", "validation", "benchmark", "benchmarks", "évaluation", "d'évaluation", "evaluación", "prueba", "testdaten", "evaluierungsdaten", "avaliação", "valutazione", "оценки", "тестовые", "тестовая"],
        ["测试", "測試", "评测", "评估", "評価", "テスト", "평가", "테스트"]);

    private static readonly Vocabulary Train = new(
        ["training", "train", "trained", "pretraining", "pretrain", "pre-training", "finetuning", "fine-tuning", "finetune", "sft", "entraînement", "d'entraînement", "apprentissage", "d'apprentissage", "entrenamiento", "trainingsdaten", "treinamento", "treino", "addestramento", "обучения", "обучающие", "التدريب", "treningowe", "treningowych", "eğitim"],
        ["训练", "訓練", "学習", "預訓練", "微调", "학습", "훈련", "huấn luyện"]);

    // Speed, memory and carbon have figures of their own.
    private static readonly Vocabulary NoResults = new(
        ["speed", "speeds", "latency", "throughput", "memory", "hardware", "carbon", "environmental", "tips", "optimization", "hyperparameters", "hyperparameter", "code", "commands", "script", "scripts", "harness", "usage", "requirements", "sample", "samples", "example", "examples", "tokens/s", "vram", "cost"],
        ["速度", "显存", "環境", "代码", "コード", "速度"]);

    private static readonly Vocabulary NoData = new(
        ["preprocessing", "processing", "preparation", "collator", "loader", "dataloader", "format", "formats", "input", "output", "privacy", "license", "type", "types", "parallel", "code", "generator", "science", "instances", "fields", "augmentation", "leakage", "contamination", "usage", "preprocess"],
        ["预处理", "預處理", "格式", "前処理", "전처리"]);

    private static readonly FrozenSet<string> Sets = FrozenSet.Create(StringComparer.Ordinal, "set", "sets", "split", "splits");

    private static readonly ImmutableArray<string> Outputs =
        ["sample outputs", "sample output", "example outputs", "example output", "expected output", "generated samples", "samples", "output examples", "generation examples", "example generations", "sample images", "example images", "generated images", "示例输出", "生成示例", "生成样例"];

    /// <summary>Returns the components that a part under this heading is about.</summary>
    public static ImmutableArray<MofComponent> ComponentsOf(string title) =>
        [.. Titles.PartsOf(title).Append(Titles.Of(title)).Where(static part => part.Split(' ').Length <= MostWords).SelectMany(OfPart).Distinct()];

    private static IEnumerable<MofComponent> OfPart(string part)
    {
        var words = part.Split([' ', '&', '/'], StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim('\'', '-')).ToList();
        var isTest = Test.IsIn(words, part);
        var isTrain = Train.IsIn(words, part);
        if (Data.IsIn(words, part) && !NoData.IsIn(words, part))
        {
            if (isTrain || !isTest)
                yield return Components.DataCard;
            if (isTest)
                yield return Components.EvaluationData;
        }
        else if (words.Exists(Sets.Contains) && isTest)
        {
            yield return Components.EvaluationData;
        }
        else if (words.Exists(Sets.Contains) && isTrain)
        {
            yield return Components.DataCard;
        }
        else if (Outputs.Contains(part))
        {
            yield return Components.Outputs;
        }

        if (Results.IsIn(words, part) && !NoResults.IsIn(words, part) && !(Data.IsIn(words, part) && isTest))
            yield return Components.Results;
    }

    /// <summary>Words of scripts with blanks, whole; of others, anywhere.</summary>
    private sealed class Vocabulary(ImmutableArray<string> words, ImmutableArray<string> anywhere)
    {
        private readonly FrozenSet<string> _words = words.ToFrozenSet(StringComparer.Ordinal);

        public bool IsIn(List<string> said, string part) => said.Exists(_words.Contains) || anywhere.Any(word => part.Contains(word, StringComparison.Ordinal));
    }
}
