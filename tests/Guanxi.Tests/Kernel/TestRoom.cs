using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Kernel;

/// <summary>A room that only tests have: use-cases, a listener and a job that do as they are told.</summary>
public sealed class TestRoom : Module
{
    public override string Name => "test";

    public override void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<Heard>().AddSingleton<Told>().AddScoped<IJob, ToldJob>();

    public static async Task<GuanxiApp> Open()
    {
        var room = new TestRoom();
        var app = new GuanxiApp(builder =>
        {
            builder.Services.AddSingleton<Module>(room);
            room.AddUseCases(builder.Services);
            room.Add(builder.Services, builder.Configuration);
        });
        await app.InitializeAsync();
        return app;
    }
}

public sealed record BellRang(int Number);

/// <summary>Rings a bell that others may hear, then stops or goes on.</summary>
[Needs("test.ring")]
public sealed record RingBell : IUseCase<int>, IConcerns<RingBell>
{
    [Range(1, 100)] public int Number { get; set; }
    public bool ThenRefuse { get; set; }
    public bool ThenFail { get; set; }
    public Id<RingBell> Subject { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<RingBell, int>
    {
        public Task<int> Handle(RingBell request, Actor actor, CancellationToken ct)
        {
            db.Tell(new BellRang(request.Number));
            Refuse.Field(nameof(Number), request.ThenRefuse, "kernel.job.ended");
            return request.ThenFail ? throw new InvalidOperationException("As told.") : Task.FromResult(request.Number);
        }
    }
}

/// <summary>Bells below 1,000 are within everybody's reach.</summary>
internal sealed class BellReach : IReach<RingBell>
{
    public string NotFound => "test.bell.not_found";
    public Task<bool> Reaches(Actor actor, Id<RingBell> id, CancellationToken ct) => Task.FromResult(id.Value < 1000);
}

/// <summary>Says neither a right nor that it needs none.</summary>
public sealed record Forgotten : IUseCase<int>
{
    internal sealed class Handler : IHandler<Forgotten, int>
    {
        public Task<int> Handle(Forgotten request, Actor actor, CancellationToken ct) => Task.FromResult(1);
    }
}

public sealed class Heard
{
    public List<int> Numbers { get; } = [];
    public int FailNext { get; set; }
    public Exception Fault { get; set; } = new InvalidOperationException("Deaf for a moment.");
}

internal sealed class BellListener(Heard heard) : IListen<BellRang>
{
    public Task Hear(BellRang happened, CancellationToken ct)
    {
        heard.Numbers.Add(happened.Number);
        return heard.FailNext-- > 0 ? throw heard.Fault : Task.CompletedTask;
    }
}

/// <summary>What the job does next.</summary>
public sealed class Told
{
    public Func<JobRun, CancellationToken, Task<object?>> Work { get; set; } = (_, _) => Task.FromResult<object?>("done");
    public int Begun { get; set; }
    public int GivenUp { get; set; }
    public bool PossibleHere { get; set; } = true;
}

internal sealed class ToldJob(Told told) : IJob
{
    public string Kind => "told";
    public string? CutOff => "test.told_cut_off";

    public Task<bool> IsPossibleHere(Job job, CancellationToken ct) => Task.FromResult(told.PossibleHere);

    public Task GiveUp(JobRun run, CancellationToken ct)
    {
        told.GivenUp++;
        return Task.CompletedTask;
    }

    public Task<object?> Run(JobRun run, CancellationToken ct)
    {
        told.Begun++;
        return told.Work(run, ct);
    }
}
