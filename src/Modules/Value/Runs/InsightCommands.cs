using System.CommandLine;
using System.Globalization;
using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Runs;

/// <summary><c>guanxi insight run</c> and <c>guanxi insight fit</c>.</summary>
internal static class InsightCommands
{
    public static IEnumerable<Command> All(CommandHost host)
    {
        var insight = new Command("insight", "Compute what customers are worth and who is about to leave");
        insight.Add(Run(host));
        insight.Add(Fit(host));
        yield return insight;
    }

    private static Command Run(CommandHost host)
    {
        var asOf = Day("--as-of", "Facts up to this day count (yyyy-MM-dd); today, or the last day of business, without it");
        var run = new Command("run", "Compute every customer's standing") { asOf };
        run.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => Run(services, new() { AsOf = parsed.GetValue(asOf) }, stop), Say, ct));
        return run;
    }

    private static Command Fit(CommandHost host)
    {
        var model = new Option<string>("--model") { Description = "bg-nbd, mbg-nbd, pareto-nbd, nbd or gamma-gamma", Required = true };
        var until = Day("--until", "The last day that counts (yyyy-MM-dd)");
        var unit = new Option<string>("--unit") { Description = "week or day: the unit of the parameters", DefaultValueFactory = _ => "day" };
        var fit = new Command("fit", "Fit one model to all purchases and show it") { model, until, unit };
        fit.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => services.GetRequiredService<UseCases>().Run(
            new FitModel { Model = parsed.GetValue(model)!, Until = parsed.GetValue(until), Unit = parsed.GetValue(unit)! }, Actor.System, stop), Say, ct));
        return fit;
    }

    private static async Task<Outcome<InsightReceipt>> Run(IServiceProvider services, RunInsight request, CancellationToken ct)
    {
        var queued = await services.GetRequiredService<UseCases>().Run(request, Actor.System, ct);
        if (!queued.Ok) return Outcome<InsightReceipt>.Refused(queued.Refusal, queued.Args, queued.Fields);
        var job = await services.GetRequiredService<JobRunner>().Run(queued.Value, ct);
        return job.State switch
        {
            JobState.Done => Outcome<InsightReceipt>.Done(StoredJson.Read<InsightReceipt>(job.Result)!),
            JobState.Refused => Outcome<InsightReceipt>.Refused(job.Problem!, StoredJson.Read<string[]>(job.Result)),
            JobState.Cancelled => throw new OperationCanceledException(),
            _ => throw new InvalidOperationException(job.Problem),
        };
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && DateOnly.TryParseExact(token.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"{name}: a day is written yyyy-MM-dd.");
            return null;
        },
    };

    private static string Say(Texts texts, InsightReceipt receipt) => texts["value.run.said", receipt.AsOf, receipt.Customers,
        receipt.Model.Length == 0 ? texts["value.model.none"] : texts[$"value.model.{receipt.Model.Replace('-', '_')}"], receipt.Totals.Historic, receipt.Totals.Current,
        receipt.Totals.Potential, receipt.Currency, receipt.Seconds.Where(s => s.Key is not ("load" or "build")).Sum(s => s.Value)];

    private static string Say(Texts texts, FittedModel fit) => string.Join(Environment.NewLine,
        fit.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key,-8} {p.Value,14:G8}  ±{fit.StandardErrors.GetValueOrDefault(p.Key, double.NaN):G4}"))
            .Prepend(texts["value.fit.said", fit.Customers, fit.RepeatPurchases])
            .Append(string.Create(CultureInfo.InvariantCulture, $"ln L     {fit.LogLikelihood,14:F4}"))
            .Concat(fit.NotIdentified is { } reason ? [texts[$"value.not_identified.{reason}"]] : []));
}
