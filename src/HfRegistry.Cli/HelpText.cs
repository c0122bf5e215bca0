using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace HfRegistry.Cli;

/// <summary>Adds examples to the help of a command.</summary>
internal static class HelpText
{
    private const string Examples = """
        Examples:
          hfregistry find --type bert
          hfregistry find --task text-generation --hardware cpu-small --json
          hfregistry explain whisper --hardware cpu-medium
          hfregistry refresh --type bert --type gpt2
          hfregistry diff old.json huggingface_model_types.json --markdown
          hfregistry registry merge huggingface_model_types.json part-1.json part-2.json
          hfregistry report --output report.html
          hfregistry bom --output models.cdx.json
          hfregistry verify google-bert/bert-base-uncased --task fill-mask
          hfregistry suggest --task text-generation --hardware cpu-small
          hfregistry score google-bert/bert-base-uncased --explain
          hfregistry gate google-bert/bert-base-uncased --preset balanced
          hfregistry add bert src/App --task fill-mask
          hfregistry remove bert src/App
          hfregistry lock update src/App
          hfregistry restore
          hfregistry download google-bert/bert-base-uncased
          hfregistry mof classify models --explain
          hfregistry new-test --type bert --type t5 --output tests/Models
          hfregistry action --plan plan.json

        Exit codes: 0 done, 1 findings, 2 usage or input, 3 refused, 4 network, 5 bug.
        """;

    /// <summary>Lets the root's help end with examples.</summary>
    public static void AddExamples(RootCommand root)
    {
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: SynchronousCommandLineAction help } option)
            option.Action = new WithExamples(help, root);
    }

    private sealed class WithExamples(SynchronousCommandLineAction help, RootCommand root) : SynchronousCommandLineAction
    {
        // As the action that it stands for: help is wanted most where the rest of the line is wrong.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command == root)
                parseResult.InvocationConfiguration.Output.WriteLine(Examples);
            return code;
        }
    }
}
