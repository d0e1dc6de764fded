using System.Diagnostics;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves.Sending;

/// <summary>Writes the invitations of a wave in small turns. Each turn saves whom it invited and counts them in one transaction: what a kill cuts off goes on with the rest, and nobody is invited twice.</summary>
internal sealed class WaveJob(GuanxiDb db, IDatabase database, WriteGate gate, WaveDraw draw, Inviting inviting, TimeProvider clock) : IJob
{
    // Two rows each, and each is asked for once more whether they may be invited.
    private const int Most = 2_000;

    public string Kind => SendWave.Kind;

    public async Task<object?> Run(JobRun run, CancellationToken ct)
    {
        var jobId = run.Job.Id;
        var wave = Refuse.Missing(await db.Set<Wave>().AsNoTracking().FirstOrDefaultAsync(w => w.JobId == jobId, ct), "surveys.wave.gone");
        // Whoever sent it may be gone since: the product itself, in whose name it would go on, sees more customers than they did.
        Refuse.If(run.Actor.Id != wave.SentBy || !run.Actor.May(SurveysRights.Plan), "surveys.wave.sender_gone");
        await RequireOpen(wave, ct);
        run.Report(0, 0, "surveys.phase.drawing");
        var drawn = await draw.Of(wave.ListId, wave.Sample, wave.Seed, wave.Id, run.Actor, ct);
        await db.Turn(gate, run.Actor, nameof(SendWave), async () => (await Fresh(wave.Id, ct)).Leave(drawn.AskedLately, drawn.Declined, drawn.NotDrawn), ct);
        var (done, total) = (drawn.Already, drawn.Already + drawn.Customers.Count);
        var pace = new BatchPace(gate, Most);
        for (var next = 0; next < drawn.Customers.Count;)
        {
            ct.ThrowIfCancellationRequested();
            List<Id<Customer>> some = [.. drawn.Customers.Skip(next).Take(pace.Rows)];
            next += some.Count;
            var began = Stopwatch.GetTimestamp();
            await db.Turn(gate, run.Actor, nameof(SendWave), () => Invite(wave, some, run.Actor, ct), ct);
            pace.Took(Stopwatch.GetElapsedTime(began));
            done += some.Count;
            run.Report(done, total, "surveys.phase.inviting");
        }
        return null;
    }

    private async Task Invite(Wave wave, List<Id<Customer>> some, Actor actor, CancellationToken ct)
    {
        var survey = await RequireOpen(wave, ct);
        // Whoever is being merged away, or invited by somebody else at this moment, is waited for.
        await db.HoldCustomers(database, some, ct);
        // Since they were drawn they may have bought and been asked about that, have said that they want no more questions, or have become one.
        var (lately, declined) = (await inviting.AskedLately(some, ct), await inviting.Declined(some, ct));
        var there = (await db.CustomerOwners().Where(c => some.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var now = clock.GetUtcNow();
        var invitations = some.Where(c => there.Contains(c) && !lately.Contains(c) && !declined.Contains(c)).Select(c => Invitation.To(c, survey.Id, actor.Id, now, wave.Id)).ToList();
        await database.AddMany(db, invitations, ct);
        await database.AddMany(db, invitations.ConvertAll(i => Ticket.For(i, survey.ValidDays, now)), ct);
        (await Fresh(wave.Id, ct)).Count(invitations.Count, some.Count(lately.Contains), some.Count(c => !lately.Contains(c) && declined.Contains(c)));
    }

    private async Task<Survey> RequireOpen(Wave wave, CancellationToken ct)
    {
        var survey = await db.Set<Survey>().AsNoTracking().FirstAsync(s => s.Id == wave.SurveyId, ct);
        Refuse.If(survey.State != SurveyState.Open, "surveys.survey.not_open");
        return survey;
    }

    private Task<Wave> Fresh(Id<Wave> id, CancellationToken ct) => db.Set<Wave>().FirstAsync(w => w.Id == id, ct);
}
