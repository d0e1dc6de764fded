using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Risk.Verification;

/// <summary><c>guanxi audit verify</c>: exit code 0 where the audit is whole, 2 where somebody tampered with it.</summary>
internal static class AuditCommand
{
    public static Command Of(CommandHost host)
    {
        var (from, to, anchor) = (host.Day("--from"), host.Day("--to"), new Option<string?>("--anchor"));
        var verify = new Command("verify") { from, to, anchor };
        verify.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => Run(services, new()
        {
            From = parsed.GetValue(from), To = parsed.GetValue(to), Anchor = parsed.GetValue(anchor),
        }, stop), Say, ct));
        return new("audit") { verify };
    }

    private static async Task<Outcome<AuditVerdict>> Run(IServiceProvider services, VerifyAudit request, CancellationToken ct)
    {
        var outcome = await services.GetRequiredService<UseCases>().Run(request, Actor.System, ct);
        if (!outcome.Ok || outcome.Value.Whole) return outcome;
        var (verdict, lines) = (outcome.Value, outcome.Value.Findings.Select(f => $"  {f.Text}").ToList());
        if (verdict.FindingCount > lines.Count) lines.Add("  …");
        return Outcome<AuditVerdict>.Refused("risk.audit.tampered", [verdict.FindingCount, string.Join(Environment.NewLine, lines)], details: verdict);
    }

    private static string Say(Texts texts, AuditVerdict verdict) => texts["risk.audit.said_whole", verdict.Entries, verdict.Seals, verdict.Unsealed, verdict.Newest ?? "–"];
}
