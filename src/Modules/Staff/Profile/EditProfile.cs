using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Profile;

/// <summary>Changes one's own language and time zone.</summary>
[NeedsNoRight("Changes only oneself.")]
public sealed record EditProfile : IUseCase<bool>
{
    /// <summary>zh-CN, en, or none for the browser's own.</summary>
    [StringLength(20)] public string? Language { get; set; }

    /// <summary>IANA name, e.g. Asia/Shanghai.</summary>
    [Required, StringLength(60)] public string TimeZone { get; set; } = "";

    internal sealed class Handler(GuanxiDb db, Actors actors) : IHandler<EditProfile, bool>
    {
        public async Task<bool> Handle(EditProfile request, Actor actor, CancellationToken ct)
        {
            var person = Refuse.Missing(await db.Set<Colleague>().FirstOrDefaultAsync(p => p.Id == actor.Id, ct), "staff.person.not_found");
            person.Prefer(string.IsNullOrEmpty(request.Language) ? null : request.Language, request.TimeZone);
            db.Afterwards(() => actors.Forget(person.Id));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/me", (EditProfile request, Asker asker, CancellationToken ct) => asker.Answer(request, ct)).Produces<bool>();
}
