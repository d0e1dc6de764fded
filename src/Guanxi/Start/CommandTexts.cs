using System.CommandLine;
using System.CommandLine.Help;

namespace Guanxi.Start;

/// <summary>What commands say of themselves in their help: texts of their module, found by their names, in the console's language.</summary>
internal static class CommandTexts
{
    /// <summary>Describes a command with its options, arguments and subcommands: <c>exchange.command.import_orders.dry_run</c>.</summary>
    public static void Describe(Texts texts, string module, Command command)
    {
        foreach (var (symbol, key) in Keys(module, command)) symbol.Description = texts[key];
    }

    /// <summary>All that help shows of a command, each with the key of its text.</summary>
    public static IEnumerable<(Symbol Symbol, string Key)> Keys(string module, Command command) => Below($"{module}.command.{Words(command.Name)}", command);

    private static IEnumerable<(Symbol Symbol, string Key)> Below(string key, Command command)
    {
        yield return (command, key);
        // Help and version come with the library, which speaks for them.
        foreach (var option in command.Options.Where(o => o is not (HelpOption or VersionOption))) yield return (option, $"{key}.{Words(option.Name)}");
        foreach (var argument in command.Arguments) yield return (argument, $"{key}.{Words(argument.Name)}");
        foreach (var below in command.Subcommands.SelectMany(c => Below($"{key}_{Words(c.Name)}", c))) yield return below;
    }

    private static string Words(string name) => name.TrimStart('-').Replace('-', '_').ToLowerInvariant();
}
