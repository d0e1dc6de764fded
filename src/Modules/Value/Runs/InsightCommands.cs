using System.CommandLine;
using System.Globalization;
using Guanxi.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Runs;

/// <summary><c>guanxi insight run</c>, <c>fit</c> and <c>backtest</c>.</summary>
internal static class InsightCommands
{
    public static IEnumerable<Command> All(CommandHost host)
    {
        var insight = new Command("insight");
        insight.Add(Run(host));
        insight.Add(Fit(host));
        insight.Add(Backtest(host));
        yield return insight;
    }

    private static Command Run(CommandHost host)
    {
        var asOf = host.Day("--as-of");
        var run = new Command("run") { asOf };
        run.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => Run(services, new() { AsOf = parsed.GetValue(asOf) }, stop), Say, ct));
        return run;
    }

    private static Command Fit(CommandHost host)
    {
        var model = new Option<string>("--model") { Required = true };
        var until = host.Day("--until");
        var unit = new Option<string>("--unit") { DefaultValueFactory = _ => "day" };
        var fit = new Command("fit") { model, until, unit };
        fit.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => services.GetRequiredService<UseCases>().Run(
            new FitModel { Model = parsed.GetValue(model)!, Until = parsed.GetValue(until), Unit = parsed.GetValue(unit)! }, Actor.System, stop), Say, ct));
        return fit;
    }

    private static Command Backtest(CommandHost host)
    {
        var model = new Option<string>("--model") { Required = true };
        var (origin, until) = (host.Day("--origin"), host.Day("--until"));
        origin.Required = true;
        var backtest = new Command("backtest") { model, origin, until };
        backtest.SetAction((parsed, ct) => host.Run(parsed, (services, stop) => services.GetRequiredService<UseCases>().Run(
            new BacktestModel { Model = parsed.GetValue(model)!, Origin = parsed.GetValue(origin)!.Value, Until = parsed.GetValue(until) }, Actor.System, stop), Say, ct));
        return backtest;
    }

    private static async Task<Outcome<InsightReceipt>> Run(IServiceProvider services, RunInsight request, CancellationToken ct)
    {
        var queued = await services.GetRequiredService<UseCases>().Run(request, Actor.System, ct);
        if (!queued.Ok) return Outcome<InsightReceipt>.Refused(queued.Refusal, queued.Args, queued.Fields);
        try
        {
            return Outcome<InsightReceipt>.Done(StoredJson.Read<InsightReceipt>((await CommandHost.Finish(services, queued.Value, "value.run.cancelled", ct)).Result)!);
        }
        catch (RefusedException refused)
        {
            return Outcome<InsightReceipt>.Refused(refused.Code, refused.Args);
        }
    }

    private static string Say(Texts texts, InsightReceipt receipt) => texts["value.run.said", receipt.AsOf, receipt.Customers,
        receipt.Model.Length == 0 ? texts["value.model.none"] : texts[$"value.model.{receipt.Model.Replace('-', '_')}"], receipt.Totals.Historic, receipt.Totals.Current,
        receipt.Totals.Potential, receipt.Currency, receipt.Seconds.Where(s => s.Key is not ("load" or "build" or "fit")).Sum(s => s.Value)];

    private static string Say(Texts texts, BacktestSheet test) => texts["value.backtest.said", test.Customers, test.Days, test.Purchases.Expected, test.Purchases.Actual, test.Churn.Auc ?? double.NaN,
        test.Churn.Brier, test.Churn.BaseBrier, test.Churn.LogLoss, test.Churn.CalibrationError];

    private static string Say(Texts texts, FittedModel fit) => string.Join(Environment.NewLine,
        fit.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key,-8} {p.Value,14:G8}  ±{fit.StandardErrors.GetValueOrDefault(p.Key, double.NaN):G4}"))
            .Prepend(texts["value.fit.said", fit.Customers, fit.RepeatPurchases])
            .Append(string.Create(CultureInfo.InvariantCulture, $"ln L     {fit.LogLikelihood,14:F4}"))
            .Concat(fit.NotIdentified is { } reason ? [texts[$"value.not_identified.{reason}"]] : []));
}
