using System.Globalization;
using System.Text.RegularExpressions;
using Guanxi.Data;
using Guanxi.Risk.Audit;

namespace Guanxi.Tests.Rules;

/// <summary>The audit says in words what somebody did, whatever it was.</summary>
[Trait("Row", "RSK-3")]
public sealed partial class AuditWordRules
{
    // Seen to fail: with four batches whose words only their own modules had, where they were not looked for.
    [Fact]
    public void Every_use_case_that_writes_and_every_export_has_words_in_both_languages()
    {
        var words = Words();
        var names = House.Modules.SelectMany(m => m.Assembly.GetTypes()).Where(t => !t.IsAbstract && ResultOf(t) is { } result && (!IsQuestion(t) || typeof(IExported).IsAssignableFrom(result) || typeof(IListed).IsAssignableFrom(result)))
            .Select(t => t.Name).Concat(Batches()).Distinct().ToList();

        names.Count.ShouldBeGreaterThan(90);
        foreach (var language in Texts.Languages) In(language, () => names.Where(n => words.Of(n) is null).ShouldBeEmpty($"{language}: say what it does, as module.act.name_of_the_use_case"));
        In("zh-CN", () => names.Where(n => !words.Of(n)!.Any(c => c is >= '\u4e00' and <= '\u9fff')).ShouldBeEmpty());
    }

    // What batches call themselves is said in the source alone.
    private static IEnumerable<string> Batches() => Directory.EnumerateFiles(Path.Combine(Shared.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).SelectMany(f => Turn().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));

    private static AuditWords Words() => new(new Texts(House.Modules), House.Modules);

    private static void In(string language, Action check)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try { check(); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    private static Type? ResultOf(Type type) => type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUseCase<>))?.GetGenericArguments()[0];

    private static bool IsQuestion(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuestion<>));

    [GeneratedRegex(@"(?:\.Turn\(gate, [^,]+, |new AuditNote\()(?:nameof\(|"")(\w+)")]
    private static partial Regex Turn();
}
