using System.Globalization;
using System.Text.Json;
using Guanxi.Data;

namespace Guanxi.Risk.Audit;

/// <summary>Audit entries and findings in the reader's words. What a use-case does is said by its module: <c>sales.act.place_order</c>.</summary>
internal sealed class AuditWords(Texts texts, IEnumerable<Module> modules)
{
    private readonly Dictionary<string, string> keys = modules.SelectMany(m => m.Assembly.GetTypes().Where(IsUseCase).Select(t => (t.Name, Module: m.Name)))
        .DistinctBy(t => t.Name).ToDictionary(t => t.Name, t => KeyOf(t.Module, t.Name));

    private readonly string[] rooms = [.. modules.Select(m => m.Name)];

    public static string KeyOf(string module, string useCase) => $"{module}.act.{JsonNamingPolicy.SnakeCaseLower.ConvertName(useCase)}";

    /// <summary>Use-cases that have words, in the order of these, to choose one of them.</summary>
    public IReadOnlyList<(string UseCase, string Text)> Known() =>
        [.. keys.Select(k => (k.Key, Text: texts.Find(k.Value))).Where(k => k.Text is not null).Select(k => (k.Key, k.Text!)).OrderBy(k => k.Item2, StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true))];

    /// <summary>What was done; null where it has no words. A batch is no use-case, but some module has words for it.</summary>
    public string? Of(string useCase) => keys.TryGetValue(useCase, out var key) ? texts.Find(key) : rooms.Select(m => texts.Find(KeyOf(m, useCase))).FirstOrDefault(t => t is not null);

    /// <summary>What somebody did, in one sentence.</summary>
    public string Of(AuditEntry entry) => entry.Act switch
    {
        AuditAct.Saw => texts["risk.audit.saw"],
        AuditAct.Refused => texts["risk.audit.refused", Of(entry.UseCase) ?? texts["risk.audit.reading"]],
        _ => Of(entry.UseCase) ?? entry.UseCase,
    };

    /// <summary>What is known beyond it; null for nothing.</summary>
    public string? DetailOf(AuditEntry entry) => entry.Detail is not { Length: > 0 } detail ? null : entry.Act switch
    {
        AuditAct.Saw => detail == "in_full" ? texts["risk.audit.in_full"] : detail,
        AuditAct.Exported => long.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? texts["risk.audit.records", rows] : detail,
        AuditAct.Refused => detail.Split(' ') is [_, var right] ? texts["risk.audit.needs", texts.OfRight(right)] : texts["risk.audit.out_of_reach"],
        _ => string.Join(texts["risk.comma"], detail.Split(' ').Select(LabelOf)),
    };

    /// <summary>The findings in words.</summary>
    public AuditVerdict Say(AuditVerdict verdict) => verdict with { Findings = [.. verdict.Findings.Select(f => f with { Text = Of(f) })] };

    private string Of(AuditFinding finding)
    {
        var key = $"risk.finding.{JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Kind.ToString())}";
        return texts[finding.Kind == AuditFindingKind.KeyUnknown && finding.Entry is null ? $"{key}_seal" : key, finding.Day?.ToString("d", CultureInfo.CurrentCulture), finding.Entry, finding.Seal, finding.Count];
    }

    private string LabelOf(string field) => rooms.Except(["kernel"])
        .Select(m => texts.Find($"{m}.field.{JsonNamingPolicy.SnakeCaseLower.ConvertName(field)}")).FirstOrDefault(t => t is not null) ?? field;

    private static bool IsUseCase(Type type) => type is { IsAbstract: false } && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUseCase<>));
}
