from fakes import World
from harness import opened, rehearsing
async def test_home(world: World) -> None:
    async with opened(world) as house:
        print(house.text)
        await house.press("enter")
        print(house.text)
        for k in range(5):
            await house.press("x")
            print(house.text)
        await house.press("question_mark")
        print(house.text)
        print(house.app.screen)
