using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi;

/// <summary>The door. Page, REST, command line, import and job all knock here: right → shape → scope → handler → audit + outbox → one save in one transaction.</summary>
/// <remarks>Each run has its own service scope and so its own context: components of one page may ask side by side.</remarks>
public sealed class UseCases(IServiceScopeFactory scopes, Texts texts, Sightings sightings, SightingWriter writer)
{
    private static readonly ConcurrentDictionary<Type, object> Doors = new();

    public Task<Outcome<TResult>> Run<TResult>(IUseCase<TResult> request, Actor actor, CancellationToken ct = default) => Run(request, actor, null, null, ct);

    /// <param name="alongside">Written in the use-case's own transaction, or not at all: the answer kept under an idempotency key. Not called for questions.</param>
    /// <param name="memory">What other questions of the same page have read.</param>
    internal async Task<Outcome<TResult>> Run<TResult>(IUseCase<TResult> request, Actor actor, Func<GuanxiDb, TResult, Task>? alongside, PageMemory? memory, CancellationToken ct)
    {
        var door = (IDoor<TResult>)Doors.GetOrAdd(request.GetType(), static (type, result) =>
            Activator.CreateInstance(typeof(Door<,>).MakeGenericType(type, result))!, typeof(TResult));
        if (!door.Open(actor))
        {
            sightings.Refused(actor, door.Target, request, $"kernel.right.missing {door.Right}");
            return Outcome<TResult>.Refused("kernel.right.missing", [texts.OfRight(door.Right)]);
        }
        if (Shape(request) is { Count: > 0 } wrong) return Outcome<TResult>.Refused("kernel.shape.invalid", fields: wrong);

        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var result = await door.Run(scope.ServiceProvider, request, actor, alongside, memory, ct);
            if (door.Reads) await NoteReading(door.Target, request, result, actor, ct);
            return Outcome<TResult>.Done(result);
        }
        catch (RefusedException refused)
        {
            if (refused.OutOfReach) sightings.Refused(actor, door.Target, request, refused.Code);
            return Outcome<TResult>.Refused(refused.Code, refused.Args, refused.Field is { } field
                ? new Dictionary<string, string[]> { [field] = [texts[refused.Code, [.. refused.Args]]] } : null);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome<TResult>.Refused("kernel.record.changed_meanwhile");
        }
        catch (DbUpdateException fault) when (scope.ServiceProvider.GetRequiredService<IDatabase>().IsDuplicate(fault))
        {
            // Handlers look first and say which field it is; here are two who looked at the same moment.
            return Outcome<TResult>.Refused("kernel.record.taken_meanwhile");
        }
        catch (DbUpdateException fault) when (scope.ServiceProvider.GetRequiredService<IDatabase>().IsOrphan(fault))
        {
            // It was there when the handler looked: a merge took its rows along while this one waited to be written.
            return Outcome<TResult>.Refused("kernel.record.gone_meanwhile");
        }
    }

    // A file is written down before it is handed out; what is looked at a moment later, so that no page waits for it.
    private async Task NoteReading(AuditTarget target, object request, object? result, Actor actor, CancellationToken ct)
    {
        if (result is IExported file) await writer.WriteNow(actor, target.Note(request, result, AuditAct.Exported, file.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
        else if (result is IListed list && actor.ByKey) sightings.Listed(actor, target, request, list.Listed);
        else sightings.Saw(actor, target, request, result);
    }

    private Dictionary<string, string[]> Shape(object request)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(request, new ValidationContext(request), results, validateAllProperties: true)) return [];
        return results
            .SelectMany(r => r.MemberNames.DefaultIfEmpty("").Select(member => (member, text: texts.OfShape(request.GetType(), member, r))))
            .GroupBy(e => e.member, e => e.text)
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray());
    }

    private interface IDoor<TResult>
    {
        string Right { get; }
        bool Reads { get; }
        AuditTarget Target { get; }
        bool Open(Actor actor);
        Task<TResult> Run(IServiceProvider services, IUseCase<TResult> request, Actor actor, Func<GuanxiDb, TResult, Task>? alongside, PageMemory? memory, CancellationToken ct);
    }

    private sealed class Door<TRequest, TResult> : IDoor<TResult> where TRequest : class, IUseCase<TResult>
    {
        private static readonly bool IsQuestion = typeof(IQuestion<TResult>).IsAssignableFrom(typeof(TRequest));
        private static readonly bool Free = typeof(TRequest).GetCustomAttribute<NeedsNoRightAttribute>() is not null;
        private static readonly Type? Concern = typeof(TRequest).GetInterfaces()
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConcerns<>))?.GetGenericArguments()[0];
        private static readonly MethodInfo? CheckScope = Concern is null ? null
            : typeof(Door<TRequest, TResult>).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(Concern);

        public bool Reads => IsQuestion;
        public AuditTarget Target { get; } = new(typeof(TRequest));
        public string Right { get; } = typeof(TRequest).GetCustomAttribute<NeedsAttribute>()?.Right ?? "";

        // A use-case that names neither right nor freedom opens for nobody.
        public bool Open(Actor actor) => Free || (Right.Length > 0 && actor.May(Right));

        public async Task<TResult> Run(IServiceProvider services, IUseCase<TResult> request, Actor actor, Func<GuanxiDb, TResult, Task>? alongside, PageMemory? memory, CancellationToken ct)
        {
            if (IsQuestion) return await Answer(services, (TRequest)request, actor, memory, ct);
            if (CheckScope is not null) await (Task)CheckScope.Invoke(null, [services, request, actor, ct])!;
            var handler = services.GetRequiredService<IHandler<TRequest, TResult>>();
            var db = services.GetRequiredService<GuanxiDb>();
            db.Fresh();
            // What opening costs is not paid in the turn that others wait for.
            await db.Database.OpenConnectionAsync(ct);
            using var turn = await services.GetRequiredService<WriteGate>().Enter(Priority.Interactive, ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await Fence.Guard(db, ct);
            var result = await handler.Handle((TRequest)request, actor, ct);
            if (alongside is not null) await alongside(db, result);
            await db.Save(actor, Target.Note(request, result, Target.Act), ct);
            await transaction.CommitAsync(ct);
            db.Committed();
            if (db.HasSent) services.GetRequiredService<OutboxBell>().Ring();
            if (db.HasQueued) services.GetRequiredService<Jobs.JobBell>().Ring();
            return result;
        }

        private static async Task<TResult> Answer(IServiceProvider services, TRequest request, Actor actor, PageMemory? memory, CancellationToken ct)
        {
            var db = services.GetRequiredService<GuanxiDb>();
            // Contexts are pooled: the next user of this one has a page of his own, or none.
            db.Memory = memory;
            try
            {
                if (CheckScope is not null) await (Task)CheckScope.Invoke(null, [services, request, actor, ct])!;
                return await services.GetRequiredService<IHandler<TRequest, TResult>>().Handle(request, actor, ct);
            }
            finally { db.Memory = null; }
        }

        private static async Task Check<TSubject>(IServiceProvider services, object request, Actor actor, CancellationToken ct)
        {
            var subject = ((IConcerns<TSubject>)request).Subject;
            if (subject.IsNone) return;
            var reach = services.GetRequiredService<IReach<TSubject>>();
            if (!await services.GetRequiredService<GuanxiDb>().Once((typeof(IReach<TSubject>), actor.Id, subject), () => reach.Reaches(actor, subject, ct))) throw new RefusedException(reach.NotFound) { OutOfReach = true };
        }
    }
}
