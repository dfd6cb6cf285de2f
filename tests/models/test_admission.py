"""The queue of an endpoint: in order, bounded, and no place is ever lost."""

import asyncio
import gc
import threading

import pytest
from super_agent.graph.models.admission import AdmissionQueue
from super_agent.graph.models.errors import ModelCallError

from ..lab import until


async def enter(queue: AdmissionQueue, order: list[int], number: int, hold: asyncio.Event) -> None:
    async with queue.slot():
        order.append(number)
        await hold.wait()


async def is_whole(queue: AdmissionQueue, slots: int) -> None:
    """Whether `slots` calls can be inside at once, and no more."""
    hold, order = asyncio.Event(), list[int]()
    tasks = [asyncio.create_task(enter(queue, order, number, hold)) for number in range(slots + 1)]
    await until(lambda: len(order) == slots and queue.waiting == 1)
    hold.set()
    await asyncio.gather(*tasks)
    assert queue.waiting == 0


async def test_first_come_first_served() -> None:
    queue, hold, order = AdmissionQueue(2, longest_wait=5), asyncio.Event(), list[int]()
    tasks = [asyncio.create_task(enter(queue, order, number, hold)) for number in range(20)]
    await until(lambda: queue.waiting == 18)
    hold.set()
    await asyncio.gather(*tasks)
    assert order == list(range(20))
    await is_whole(queue, 2)


async def test_waiting_is_bounded() -> None:
    queue = AdmissionQueue(1, longest_wait=0.05)
    async with queue.slot():
        with pytest.raises(ModelCallError, match="no place in the admission queue") as caught:
            async with queue.slot():
                pass
    assert caught.value.kind == "overloaded"
    await is_whole(AdmissionQueue(1, longest_wait=5), 1)


@pytest.mark.parametrize("when", ["waiting", "handed over", "inside"])
async def test_who_leaves_gives_the_place_to_the_next(when: str) -> None:
    queue, first, hold, order = AdmissionQueue(1, longest_wait=5), asyncio.Event(), asyncio.Event(), list[int]()
    holder = asyncio.create_task(enter(queue, order, 0, first))
    await until(lambda: order == [0])
    leaver = asyncio.create_task(enter(queue, order, 1, hold))
    after = asyncio.create_task(enter(queue, order, 2, hold))
    await until(lambda: queue.waiting == 2)
    if when == "waiting":
        leaver.cancel()
    first.set()
    await holder
    if when == "inside":
        await until(lambda: order == [0, 1])
    leaver.cancel()
    await until(lambda: order[-1] == 2)
    hold.set()
    await after
    await is_whole(queue, 1)


@pytest.mark.parametrize("end", ["closed", "run on"])
async def test_a_loop_that_stops_while_its_call_waits_keeps_no_place(end: str) -> None:
    """A waiter whose loop is stopped just when it gets the place, and is thrown away with it."""
    queue, ready = AdmissionQueue(1, longest_wait=60), threading.Event()
    loop = asyncio.new_event_loop()

    async def waits() -> None:
        async with queue.slot():
            pass

    def other() -> None:
        asyncio.set_event_loop(loop)
        task = loop.create_task(waits())
        loop.call_soon(loop.stop)
        loop.run_forever()
        ready.set()
        del task

    async with queue.slot():
        thread = threading.Thread(target=other)
        thread.start()
        await asyncio.to_thread(ready.wait, 5)
        thread.join()
        assert queue.waiting == 1
    if end == "run on":
        await asyncio.to_thread(lambda: loop.run_until_complete(asyncio.sleep(0)))
    for task in asyncio.all_tasks(loop):
        task._log_destroy_pending = False  # type: ignore[attr-defined]
        del task
    loop.close()
    gc.collect()
    await is_whole(queue, 1)


def test_many_loops_share_the_places() -> None:
    queue, inside, most = AdmissionQueue(3, longest_wait=30), set[int](), list[int]()

    async def call(number: int) -> None:
        async with queue.slot():
            inside.add(number)
            most.append(len(inside))
            await asyncio.sleep(0.001)
            inside.discard(number)

    async def many(start: int) -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(call(number)) for number in range(start, start + 20)]
            tasks[7].cancel()

    threads = [threading.Thread(target=asyncio.run, args=(many(100 * place),)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert max(most) <= 3
    asyncio.run(is_whole(queue, 3))
