using System.CommandLine;
using System.Text.Json;
using Guanxi.Data;
using Guanxi.Jobs;

namespace Guanxi.Start;

/// <inheritdoc cref="CommandHost"/>
internal sealed class ProductCommands(Func<ParseResult, StartOptions> optionsOf) : CommandHost
{
    private static readonly JsonSerializerOptions Pretty = new(StoredJson.Options) { WriteIndented = true };

    public override async Task<int> Run<T>(ParseResult command, Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, Func<Texts, T, string> say, CancellationToken ct)
    {
        var json = command.GetValue(Json);
        try
        {
            var options = optionsOf(command);
            using var folder = DataFolder.Hold(options.DataFolder);
            await using var app = GuanxiHost.Build(options);
            await app.Services.GetRequiredService<IDatabase>().Prepare(ct);
            foreach (var first in app.Services.GetServices<IFirstStart>()) await first.Prepare(empty: true, _ => { }, ct);
            var texts = app.Services.GetRequiredService<Texts>();
            // Standard output belongs to the command's own answer.
            await app.Services.GetRequiredService<JobRunner>().TakeUp(what => Console.Error.WriteLine(texts[what]), job => Console.Error.WriteLine(WhatBecame(job, texts)), ct);
            var outcome = await work(app.Services, ct);
            if (!outcome.Ok)
            {
                var reason = texts[outcome.Refusal, [.. outcome.Args]];
                if (json) Console.WriteLine(JsonSerializer.Serialize(new { refused = outcome.Refusal, reason, fields = outcome.Fields }, Pretty));
                else await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, outcome.Fields.SelectMany(f => f.Value).DefaultIfEmpty(reason)));
                return 2;
            }
            Console.WriteLine(json ? JsonSerializer.Serialize(outcome.Value, Pretty) : say(texts, outcome.Value));
            return 0;
        }
        catch (StartFailedException failed)
        {
            return Fail(failed, json);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 2;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
            return 1;
        }
    }

    private static string WhatBecame(Job job, Texts texts) => job.State switch
    {
        JobState.Done => texts["host.command.taken_up"],
        JobState.Refused => texts["host.command.not_taken_up", texts[job.Problem!, [.. StoredJson.Read<string?[]>(job.Result) ?? []]]],
        _ => texts["host.command.not_taken_up", job.Problem is { } problem ? texts.Find(problem) ?? problem : ""],
    };

    /// <summary>One clear line, exit code 2.</summary>
    public static int Fail(StartFailedException failed, bool json = false)
    {
        var reason = new Texts(House.Modules)[failed.Code, [.. failed.Args]];
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { refused = failed.Code, reason }, Pretty));
        else Console.Error.WriteLine(reason);
        return 2;
    }
}
