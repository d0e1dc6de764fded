using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Public;

/// <summary>The code that hangs in a shop: whoever scans it can complain to, or suggest something to, that shop.</summary>
internal static class ComplaintSign
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/complaints/signs/{unitId}.svg", async (Id<Unit> unitId, HttpContext http, Asker asker) =>
    {
        if (!(await asker.Actor()).May(ServiceRights.Read)) return Results.Forbid();
        return SignPicture.Of(http, AddressOf(unitId));
    }).RequireAuthorization().ExcludeFromDescription();

    /// <summary>Where the code leads; none is the firm's own page.</summary>
    public static string AddressOf(Id<Unit>? unit) => unit is { IsNone: false } shop ? $"/complain?shop={shop}" : "/complain";
}
