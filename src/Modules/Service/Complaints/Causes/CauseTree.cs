using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Causes;

/// <summary>The firm's own finer causes, below where a cause lies and what kind it is.</summary>
[Needs(ServiceRights.Read)]
internal sealed record CauseTree : IQuestion<IReadOnlyList<CauseRow>>
{
    /// <summary>Also those that are no longer offered.</summary>
    public bool WithFormer { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<CauseTree, IReadOnlyList<CauseRow>>
    {
        public async Task<IReadOnlyList<CauseRow>> Handle(CauseTree request, Actor actor, CancellationToken ct) =>
            [.. (await db.Set<CauseCode>().AsNoTracking().Where(c => c.Active || request.WithFormer).ToListAsync(ct)).OrderBy(c => c.Origin).ThenBy(c => c.Cause).ThenBy(c => c.Id)
                .Select(c => new CauseRow { Id = c.Id, Origin = c.Origin, Cause = c.Cause, Name = c.Name, Active = c.Active })];
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/causes", (bool? withFormer, Asker asker, CancellationToken ct) => asker.Answer(new CauseTree { WithFormer = withFormer ?? false }, ct))
        .Produces<IReadOnlyList<CauseRow>>().WithSummary("The firm's own finer causes");
}

/// <summary>A finer cause.</summary>
public sealed record CauseRow
{
    public required Id<CauseCode> Id { get; init; }
    public required ComplaintOrigin Origin { get; init; }
    public required ComplaintCause Cause { get; init; }
    public required string Name { get; init; }
    public required bool Active { get; init; }
}

/// <summary>Adds a finer cause, renames one, or takes one out of the choice.</summary>
[Needs(ServiceRights.Plan)]
public sealed record EditCause : IUseCase<Id<CauseCode>>
{
    /// <summary>None for a new one.</summary>
    public Id<CauseCode>? CauseCodeId { get; set; }

    /// <summary>Of a new one: where the cause lies, and what kind it is where the firm is at fault.</summary>
    public ComplaintOrigin Origin { get; set; }
    public ComplaintCause Cause { get; set; }
    [Required, StringLength(120)] public string? Name { get; set; }
    public bool Active { get; set; } = true;

    internal sealed class Handler(GuanxiDb db) : IHandler<EditCause, Id<CauseCode>>
    {
        public async Task<Id<CauseCode>> Handle(EditCause request, Actor actor, CancellationToken ct)
        {
            var code = request.CauseCodeId is { IsNone: false } id ? Refuse.Missing(await db.Set<CauseCode>().FirstOrDefaultAsync(c => c.Id == id, ct), "service.cause.not_found") : null;
            if (code is null) db.Add(code = CauseCode.Of(request.Origin, request.Cause, request.Name!));
            else code.Change(request.Name!, request.Active);
            var (origin, cause, name, own) = (code.Origin, code.Cause, code.Name, code.Id);
            Refuse.Field(nameof(Name), await db.Set<CauseCode>().AnyAsync(c => c.Origin == origin && c.Cause == cause && c.Name == name && c.Id != own, ct), "service.cause.name_taken");
            return code.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/complaints/causes", (EditCause request, Asker asker, CancellationToken ct) => asker.Created(request with { CauseCodeId = null }, _ => "/api/complaints/causes", ct))
            .Produces<Id<CauseCode>>(StatusCodes.Status201Created).WithName("addCause").WithSummary("Add a finer cause");
        api.MapPut("/complaints/causes/{causeCodeId}", (Id<CauseCode> causeCodeId, EditCause request, Asker asker, CancellationToken ct) => asker.Answer(request with { CauseCodeId = causeCodeId }, ct))
            .Produces<Id<CauseCode>>().WithSummary("Rename a finer cause, or take it out of the choice");
    }
}
