using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Guanxi.Start;

/// <summary>The command line: the server, and the commands that the modules bring.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Data = new("--data") { Recursive = true };
    private static readonly Option<string?> Urls = new("--urls");
    private static readonly Option<string?> Database = new("--database") { Recursive = true };
    private static readonly Option<bool> Empty = new("--empty");

    public static RootCommand Build()
    {
        var host = new ProductCommands(Options);
        var root = new RootCommand { Data, Urls, Database, Empty, CommandHost.Json };
        root.SetAction((parsed, ct) => Server.Run(() => Options(parsed), ct));
        var serve = new Command("serve") { Urls, Empty };
        serve.SetAction((parsed, ct) => Server.Run(() => Options(parsed), ct));
        CommandTexts.Describe(host.Texts, "host", serve);
        // After it: the two share options, and both say the same of them.
        root.Description = host.Texts["host.command.guanxi"];
        foreach (var option in (Option[])[Data, Database, CommandHost.Json]) option.Description = host.Texts[$"host.command.guanxi.{option.Name[2..]}"];
        // The library says this one in English whatever the language.
        root.Options.OfType<HelpOption>().Single().Description = host.Texts["host.command.guanxi.help"];
        root.Add(serve);
        foreach (var module in House.Modules)
            foreach (var command in module.Commands(host))
            {
                CommandTexts.Describe(host.Texts, module.Name, command);
                // Two modules may both contribute to one command, e.g. "import".
                if (root.Subcommands.FirstOrDefault(c => c.Name == command.Name) is { } existing) foreach (var sub in command.Subcommands) existing.Add(sub);
                else root.Add(command);
            }
        return root;
    }

    /// <summary>Runs what was typed, or says why it can't be understood.</summary>
    /// <returns>The exit code: 0 done, 2 refused with the reason, 1 fault.</returns>
    public static async Task<int> Run(string[] words, CancellationToken ct)
    {
        var parsed = Build().Parse(words);
        return parsed.Action is ParseErrorAction ? NotUnderstood(parsed, words) : await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null }, ct);
    }

    /// <summary>The library would print its help on standard output, where scripts look for a document.</summary>
    private static int NotUnderstood(ParseResult parsed, string[] words)
    {
        const string Code = "host.usage.not_understood";
        var texts = new Texts(House.Modules);
        // Some of the library's messages are lists over several lines.
        var reason = string.Join(" ", parsed.Errors.Select(e => string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Distinct());
        Refusal.Line(reason + Environment.NewLine + texts[Code, string.Join(' ', Path(parsed.CommandResult.Command).Reverse())]);
        return words.Contains(CommandHost.Json.Name) ? Refusal.Json(Code, reason) : 2;

        static IEnumerable<string> Path(Command command)
        {
            for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault()) yield return at is RootCommand ? "guanxi" : at.Name;
        }
    }

    private static StartOptions Options(ParseResult parsed)
    {
        var configured = StartOptions.Configured();
        return configured with
        {
            Data = parsed.GetValue(Data) ?? configured.Data,
            Urls = parsed.GetValue(Urls) ?? configured.Urls,
            Database = parsed.GetValue(Database) ?? configured.Database,
            Empty = parsed.GetValue(Empty) || configured.Empty,
        };
    }
}
