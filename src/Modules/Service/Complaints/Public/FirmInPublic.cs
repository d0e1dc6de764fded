using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Service.Complaints.Public;

/// <summary>What a stranger may know of the firm: what it is called, and the shop whose sign they followed.</summary>
[NeedsNoRight("It stands over the door.")]
internal sealed record FirmInPublic : IQuestion<PublicFirm>
{
    public Id<Unit>? UnitId { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<FirmInPublic, PublicFirm>
    {
        public async Task<PublicFirm> Handle(FirmInPublic request, Actor actor, CancellationToken ct) => new((await db.Setting<FirmSettings>(ct)).Name, await db.UnitName(request.UnitId, ct));
    }
}

/// <param name="Name">The firm's.</param>
/// <param name="Unit">The shop's; null for none.</param>
internal sealed record PublicFirm(string Name, string? Unit);
