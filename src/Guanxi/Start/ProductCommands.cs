using System.CommandLine;
using System.Text.Json;
using Guanxi.Data;
using Guanxi.Jobs;

namespace Guanxi.Start;

/// <inheritdoc cref="CommandHost"/>
internal sealed class ProductCommands(Func<ParseResult, StartOptions> optionsOf) : CommandHost
{
    public override Texts Texts { get; } = new(House.Modules);

    public override Task<int> Run<T>(ParseResult command, Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, Func<Texts, T, string> say, CancellationToken ct) => Answer(command, async options =>
    {
        using var folder = DataFolder.Hold(options.DataFolder);
        await using var app = GuanxiHost.Build(options);
        await app.Services.GetRequiredService<IDatabase>().Prepare(ct);
        await Server.FirstStarts(app.Services, empty: true, _ => { }, ct);
        // Standard output belongs to the command's own answer.
        await app.Services.GetRequiredService<JobRunner>().TakeUp(what => Console.Error.WriteLine(Texts[what]), job => Console.Error.WriteLine(WhatBecame(job, Texts)), ct);
        var outcome = await work(app.Services, ct);
        await app.Services.GetRequiredService<SightingWriter>().Flush(CancellationToken.None);
        return outcome;
    }, say, ct);

    /// <summary>Runs work that neither prepares the database nor takes up what lies there. Where it doesn't hold the folder, a server may be at work in it.</summary>
    public Task<int> RunBare<T>(ParseResult command, bool hold, Func<IServiceProvider, CancellationToken, Task<T>> work, Func<Texts, T, string> say, CancellationToken ct) => Answer(command, async options =>
    {
        using var folder = hold ? DataFolder.Hold(options.DataFolder, restoring: true) : null;
        await using var app = GuanxiHost.Build(options);
        try { return Outcome<T>.Done(await work(app.Services, ct)); }
        catch (RefusedException refused) { return Outcome<T>.Refused(refused.Code, refused.Args); }
    }, say, ct);

    private async Task<int> Answer<T>(ParseResult command, Func<StartOptions, Task<Outcome<T>>> work, Func<Texts, T, string> say, CancellationToken ct)
    {
        var json = command.GetValue(Json);
        try
        {
            var outcome = await work(optionsOf(command) with { Alone = true });
            if (!outcome.Ok)
            {
                var reason = Texts[outcome.Refusal, [.. outcome.Args]];
                return json
                    ? Refusal.Json(outcome.Refusal, reason, outcome.Fields, outcome.Details)
                    : Refusal.Line(string.Join(Environment.NewLine, outcome.Fields.SelectMany(f => f.Value).DefaultIfEmpty(reason)));
            }
            Console.WriteLine(json ? JsonSerializer.Serialize(outcome.Value, Refusal.Pretty) : say(Texts, outcome.Value));
            return 0;
        }
        catch (StartFailedException failed)
        {
            return Fail(failed, json);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            const string Code = "kernel.usage.cancelled";
            return json ? Refusal.Json(Code, Texts[Code]) : Refusal.Line(Texts[Code]);
        }
        catch (Exception fault)
        {
            if (json) Console.WriteLine(JsonSerializer.Serialize(new { fault = fault.Message }, Refusal.Pretty));
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
        return json ? Refusal.Json(failed.Code, reason) : Refusal.Line(reason);
    }
}
